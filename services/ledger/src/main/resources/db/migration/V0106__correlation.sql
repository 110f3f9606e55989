-- The correlator's own index, filled from the stream it reads and committed with its token.
create table correlation_incident (
  incident_id text primary key,
  opened_at timestamptz not null,
  joined_at timestamptz not null,
  open boolean not null
);

-- Every alert that was placed, and the incident that holds it.
create table correlation_alert (
  alert_id text primary key,
  incident_id text not null,
  entity text not null,
  name text not null,
  severity text not null,
  signal text not null,
  starts_at timestamptz not null
);
create index correlation_alert_incident on correlation_alert (incident_id);

-- Of each open incident one alert for each entity and signal: all that ties depend on. So placing an
-- alert costs the same however many alerts an incident has.
create table correlation_member (
  entity text not null,
  incident_id text not null,
  signal text not null,
  alert_id text not null,
  primary key (entity, incident_id, signal)
);
create index correlation_member_incident on correlation_member (incident_id);
