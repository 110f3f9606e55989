-- What decisions read outside of their aggregate; written in the command's own transaction.
create table principal_fact (
  principal text primary key,
  kind      text not null,
  active    boolean not null
);

create table role_fact (
  principal text not null,
  role      text not null,
  primary key (principal, role)
);

create table session_fact (
  session    text primary key,
  principal  text not null,
  expires_at timestamptz not null,
  closed     boolean not null default false
);
create index session_of_principal on session_fact (principal);

create table token_fact (
  token       text primary key,
  principal   text not null,
  integration text not null,
  revoked     boolean not null default false
);

create table kill_switch (
  single boolean primary key default true check (single),
  halted boolean not null,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null
);

create table target_lease (
  target      text primary key,
  remediation text not null
);
create index lease_of_remediation on target_lease (remediation);

create table remediation_outcome (
  remediation text primary key,
  outcome     text not null
);

-- One row an episode: answers repeats without loading a stream. Outside of every rebuild.
create table alert_seen (
  alert_id  text primary key,
  count     bigint not null,
  status    text not null,
  events    bigint not null,
  last_seen timestamptz not null
) with (fillfactor = 80);

create table fact_key (
  type text not null,
  key  text not null,
  position bigint not null,
  primary key (type, key)
);

create table catalog_entity (
  entity text primary key,
  declared text not null
);

create table catalog_relation (
  kind        text not null,
  from_entity text not null,
  to_entity   text not null,
  primary key (kind, from_entity, to_entity)
);

create table heartbeat (
  integration text not null,
  name        text not null,
  last_seen   timestamptz not null,
  lost        boolean not null default false,
  primary key (integration, name)
);
