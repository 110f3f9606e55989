-- Position is where the incident was opened: the inbox's order and cursor.
create table view_incident (
  incident_id text primary key,
  position bigint not null unique,
  title text not null,
  environment text not null,
  opened_at timestamptz not null,
  touched_at timestamptz not null,
  state text not null,
  closed_at timestamptz,
  merged_into text,
  remedied_by text,
  overridden_by text,
  acknowledged_by text,
  assignee text,
  escalation text,
  diagnosis integer not null,
  cause_entity text,
  cause_kind text,
  cause_change text,
  cause_score integer
);
create index view_incident_open on view_incident (position) where state = 'OPEN';
create index view_incident_merged on view_incident (merged_into) where merged_into is not null;

create table view_incident_alert (
  incident_id text not null,
  alert_id text not null,
  position bigint not null,
  entity text not null,
  name text not null,
  severity text not null,
  signal text not null,
  starts_at timestamptz not null,
  primary key (incident_id, alert_id)
);
create index view_incident_alert_alert on view_incident_alert (alert_id);

-- What a diagnosis says stands in its event; here is only where to find it.
create table view_incident_diagnosis (
  incident_id text not null,
  number integer not null,
  position bigint not null,
  primary key (incident_id, number)
);

-- The note's text lies in blob, under this digest.
create table view_incident_note (
  incident_id text not null,
  position bigint not null,
  at timestamptz not null,
  author text not null,
  digest text not null,
  size bigint not null,
  media_type text not null,
  primary key (incident_id, position)
);
