-- Mutes that aren't lifted on record: read by the decision about each new alert (invariant 15).
create table mute_fact (
  mute        text primary key,
  entity      text,
  alert       text,
  fingerprint text,
  until       timestamptz not null
);

-- The reason's words lie in blob, under this digest.
create table view_mute (
  mute_id text primary key,
  position bigint not null unique,
  entity text,
  alert text,
  fingerprint text,
  until timestamptz not null,
  muted_at timestamptz not null,
  muted_by text not null,
  digest text not null,
  size bigint not null,
  media_type text not null,
  lifted_at timestamptz,
  lifted_by text,
  lifting text
);
create index view_mute_active on view_mute (position) where lifted_at is null;

create table view_alert_mute (
  alert_id text primary key,
  mute_id text not null
);
create index view_alert_mute_mute on view_alert_mute (mute_id);

-- The correlator's own: mutes that hold, and the firing alerts that wait for one to be lifted. An
-- alert's columns are empty until its alert.raised is read.
create table correlation_mute (
  mute_id text primary key,
  entity text,
  alert text,
  fingerprint text
);

create table correlation_held (
  alert_id text primary key,
  mute_id text not null,
  integration text,
  fingerprint text,
  entity text,
  name text,
  severity text,
  signal text,
  starts_at timestamptz
);
create index correlation_held_mute on correlation_held (mute_id);
