-- The record. Positions are written by whoever holds the lock of ledger_next(), never by a sequence:
-- they become visible in order and without gaps.
create table event (
  global_index     bigint primary key,
  event_id         uuid not null constraint event_once unique,
  aggregate_type   text,   -- these three are null for a fact without aggregate
  aggregate_id     text,
  sequence_number  bigint,
  payload_type     text not null,
  payload_revision text not null,
  payload          text not null constraint event_size check (octet_length(payload) <= 32768),
  meta_data        text not null,
  recorded_at      text not null,
  constraint event_stream unique (aggregate_id, sequence_number),
  constraint event_positive check (global_index > 0)
);

-- Material that may be erased: digest, size and media type stay, the content goes.
create table blob (
  digest     text primary key,
  salt       bytea,
  media_type text not null,
  size       bigint not null,
  content    bytea,
  erased_at  timestamptz
);

create table snapshot (
  aggregate_id     text primary key,
  sequence_number  bigint not null,
  payload_type     text not null,
  payload_revision text not null,
  payload          text not null
);

-- Axon's own column names.
create table token_entry (
  processor_name text not null,
  segment        integer not null,
  token          text,
  token_type     text,
  timestamp      text,
  owner          text,
  primary key (processor_name, segment)
);

-- Volatile, so that each statement has a snapshot of its own: max() must not see what was before the wait.
create function ledger_next() returns bigint language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(7);
  perform pg_notify('ledger', '');
  return (select coalesce(max(global_index), 0) + 1 from event);
end $$;

create function ledger_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'append only: % on % is refused', tg_op, tg_table_name using errcode = '42501';
end $$;

create trigger event_append_only before update or delete on event
  for each row execute function ledger_refuse();
create trigger event_no_truncate before truncate on event
  for each statement execute function ledger_refuse();

-- The one change a blob allows: its content and salt go, once.
create function blob_erase_only() returns trigger language plpgsql as $$
begin
  if new.content is null and new.salt is null and new.erased_at is not null
     and old.erased_at is null
     and (new.digest, new.media_type, new.size) = (old.digest, old.media_type, old.size) then
    return new;
  end if;
  raise exception 'append only: a blob can only be erased' using errcode = '42501';
end $$;

create trigger blob_append_only before delete on blob
  for each row execute function ledger_refuse();
create trigger blob_erasure before update on blob
  for each row execute function blob_erase_only();
create trigger blob_no_truncate before truncate on blob
  for each statement execute function ledger_refuse();

-- For people who query.
create view event_log as
  select global_index as position, event_id, recorded_at::timestamptz as recorded_at,
         payload_type as type, payload_revision as revision,
         aggregate_type, aggregate_id, sequence_number,
         payload::jsonb as payload, meta_data::jsonb as metadata
  from event;

-- Views and facts are made by later migrations: the application may write what they make, but not this.
alter default privileges in schema public
  grant select, insert, update, delete on tables to "${application}";
grant usage on schema public to "${application}";
grant select, insert on event, blob to "${application}";
grant update (content, salt, erased_at) on blob to "${application}";
grant select, insert, update, delete on snapshot, token_entry to "${application}";
grant select on event_log to "${application}";
revoke execute on function ledger_next() from public;
grant execute on function ledger_next() to "${application}";
