-- What the catalogue asked more care of until lately: policy looks at the strictest of the last day.
create table catalog_past (
  entity text not null,
  tier   integer not null,
  until  timestamptz not null
);
create index catalog_past_until on catalog_past (until);

create table catalog_relation_past (
  kind        text not null,
  from_entity text not null,
  to_entity   text not null,
  until       timestamptz not null
);
create index catalog_relation_past_until on catalog_relation_past (until);
