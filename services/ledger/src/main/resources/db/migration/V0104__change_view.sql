-- One row for each record of a feed; the key is the digest of (feed, entity, action, at).
create table view_change (
  key text primary key,
  position bigint not null unique,
  feed text not null,
  entity text not null,
  action text not null,
  at timestamptz not null,
  reference text,
  from_version text,
  to_version text,
  remediation text,
  actor_digest text,
  actor_size bigint,
  actor_media_type text
);
create index view_change_entity on view_change (entity, at);
create index view_change_feed on view_change (feed, at);
