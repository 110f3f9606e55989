-- What of an incident's work fails just now (no failures: it goes on), and when it's tried again; null
-- when it isn't.
create table view_incident_failure (
  incident_id text not null,
  work        text not null,
  reason      text not null,
  failures    integer not null,
  since       timestamptz not null,
  next_at     timestamptz,
  primary key (incident_id, work)
);
