-- Things in other systems that an incident or a remediation goes with.
create table view_reference (
  holder text not null,
  system text not null,
  kind text not null,
  id text not null,
  url text not null,
  position bigint not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (holder, system, kind, id)
);
