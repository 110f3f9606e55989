-- What an automation failed at for good, until somebody has it tried again or drops it.
create table dead_letter (
  automation text not null,
  position bigint not null,
  at timestamptz not null,
  attempts integer not null,
  failure text not null,
  primary key (automation, position)
);

-- The last rebuild of the views, and how far it has come.
create table view_rebuild (
  single boolean primary key default true check (single),
  ordered_by text not null,
  started_at timestamptz not null,
  position bigint not null,
  target bigint not null,
  ended_at timestamptz,
  failure text
);

-- A rebuild fills temporary tables beside the views that are read.
do $$ begin
  execute format('grant temporary on database %I to %I', current_database(), '${application}');
exception when insufficient_privilege then
  raise notice 'whoever owns the database has to grant temporary on it to ${application}';
end $$;
