-- One row for each episode of an alert. How often it was told stands in alert_seen, outside of the rebuild.
create table view_alert (
  alert_id text primary key,
  position bigint not null unique,
  integration text not null,
  fingerprint text,
  name text not null,
  severity text,
  entity text not null,
  signal text,
  starts_at timestamptz,
  ends_at timestamptz,
  status text not null,
  reason text,
  labels text not null
);
create index view_alert_firing on view_alert (position) where status = 'FIRING';
