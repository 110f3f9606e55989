-- The Merkle log over the record (RFC 6962, tiles as in C2SP tlog-tiles). Leaf i is the event at position i + 1.
-- What guards these tables here is not the promise: a superuser walks past it. Signatures and witnesses are.

-- One leaf is at most 65,535 bytes. Rows that are there aren't read again: they were bounded by less.
alter table event add constraint event_leaf check (
  octet_length(meta_data) <= 16384
  and octet_length(coalesce(aggregate_type, '')) + octet_length(coalesce(aggregate_id, ''))
      + octet_length(payload_type) + octet_length(payload_revision) + octet_length(recorded_at) <= 2048
  and num_nulls(aggregate_type, aggregate_id, sequence_number) in (0, 3)) not valid;

-- A tile is 256 hashes of 32 bytes; the last one of each level grows.
create table log_tile (
  level  integer not null constraint log_tile_level check (level between 0 and 7),
  index  bigint  not null constraint log_tile_index check (index >= 0),
  hashes bytea   not null constraint log_tile_size
         check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (level, index)
);
-- Hashes can't be compressed: don't try.
alter table log_tile alter column hashes set storage external;

-- How many events are in the tree, its root, and whose turn it is to make it grow.
create table log_state (
  one        boolean     primary key default true constraint log_state_once check (one),
  size       bigint      not null constraint log_state_size check (size >= 0),
  root       bytea       not null constraint log_state_root check (octet_length(root) = 32),
  epoch      bigint      not null,
  held_until timestamptz not null
);
insert into log_state (size, root, epoch, held_until) values (0, sha256(''::bytea), 0, '-infinity');

-- Whose turn it is to sign and to ask witnesses, and what came of it last.
create table log_publication (
  one          boolean     primary key default true constraint log_publication_once check (one),
  epoch        bigint      not null,
  held_until   timestamptz not null,
  attempted_at timestamptz,
  problem      text        not null default ''
);
insert into log_publication (epoch, held_until) values (0, '-infinity');

-- Signed tree heads; a note grows by the cosignatures of witnesses.
create table log_checkpoint (
  size       bigint      primary key constraint log_checkpoint_size check (size >= 0),
  root       bytea       not null,
  created_at timestamptz not null,
  note       text        not null,
  published  boolean     not null
);
create index log_checkpoint_published on log_checkpoint (size) where published;

-- The log's name and the public keys that it began with; later ones are events (audit.log-key-rotated).
create table log_identity (
  one         boolean     primary key default true constraint log_identity_once check (one),
  origin      text        not null,
  ed25519_key text        not null,
  ml_dsa_key  text        not null,
  created_at  timestamptz not null default now()
);

-- Where a rotation stands, without reading the whole record.
create index event_key_rotation on event (global_index) where payload_type = 'audit.log-key-rotated';

create function log_tile_grows() returns trigger language plpgsql as $$
begin
  if (new.level, new.index) = (old.level, old.index)
     and substring(new.hashes from 1 for octet_length(old.hashes)) = old.hashes then
    return new;
  end if;
  raise exception 'append only: a tile only grows' using errcode = '42501';
end $$;

create function log_state_advances() returns trigger language plpgsql as $$
begin
  if new.size >= old.size and new.epoch >= old.epoch then
    return new;
  end if;
  raise exception 'append only: the log only grows' using errcode = '42501';
end $$;

create function log_checkpoint_grows() returns trigger language plpgsql as $$
begin
  if (new.size, new.root, new.created_at) = (old.size, old.root, old.created_at)
     and starts_with(new.note, old.note) and new.published >= old.published then
    return new;
  end if;
  raise exception 'append only: a checkpoint only gains signatures' using errcode = '42501';
end $$;

-- The fence: who was overtaken while it stood still can't write. Called before the tiles are written, in their
-- transaction; it holds the row to the commit.
create function log_advance(by_epoch bigint, from_size bigint, to_size bigint, new_root bytea)
returns void language plpgsql volatile as $$
begin
  update log_state set size = to_size, root = new_root, held_until = now() + interval '3 seconds'
  where epoch = by_epoch and size = from_size;
  if not found then
    raise exception 'the log has moved on: epoch % at % is stale', by_epoch, from_size using errcode = '55000';
  end if;
  if to_size > (select max(global_index) from event) then
    raise exception 'the log can''t be ahead of the record' using errcode = '55000';
  end if;
end $$;

create trigger log_tile_growth before update on log_tile
  for each row execute function log_tile_grows();
create trigger log_state_advance before update on log_state
  for each row execute function log_state_advances();
create trigger log_checkpoint_growth before update on log_checkpoint
  for each row execute function log_checkpoint_grows();
create trigger log_identity_fixed before update or delete on log_identity
  for each row execute function ledger_refuse();

create trigger log_tile_append_only before delete on log_tile
  for each row execute function ledger_refuse();
create trigger log_state_append_only before delete on log_state
  for each row execute function ledger_refuse();
create trigger log_checkpoint_append_only before delete on log_checkpoint
  for each row execute function ledger_refuse();
create trigger log_tile_no_truncate before truncate on log_tile
  for each statement execute function ledger_refuse();
create trigger log_state_no_truncate before truncate on log_state
  for each statement execute function ledger_refuse();
create trigger log_checkpoint_no_truncate before truncate on log_checkpoint
  for each statement execute function ledger_refuse();
create trigger log_identity_no_truncate before truncate on log_identity
  for each statement execute function ledger_refuse();

revoke delete, truncate on log_tile, log_state, log_checkpoint, log_identity, log_publication from "${application}";
revoke insert on log_state, log_publication from "${application}";
revoke execute on function log_advance(bigint, bigint, bigint, bytea) from public;
grant execute on function log_advance(bigint, bigint, bigint, bytea) to "${application}";
