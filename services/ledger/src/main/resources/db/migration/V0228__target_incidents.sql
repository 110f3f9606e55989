-- What policy looks at of incidents, written with what makes it so: since when each was open and until when, and of which alerts
-- it is. The views may lag.
create table incident_span (
  incident  text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (incident, opened_at)
);

create table incident_alert_fact (
  incident text not null,
  alert    text not null,
  severity text not null,
  primary key (incident, alert)
);

alter table incident_fact add column cause text; -- what the last diagnosis blames, where it does
create index incident_of_cause on incident_fact (cause) where cause is not null;
create index incident_of_entity on incident_entity (entity, incident);
create index runbook_use_of_runbook on runbook_use (runbook);

-- What the record says already. A NUL in a text is left out.
insert into incident_span (incident, opened_at, closed_at)
select incident, at, next from (
  select aggregate_id as incident, recorded_at::timestamptz as at,
    payload_type in ('incident.opened', 'incident.reopened') as opens,
    lead(recorded_at::timestamptz) over (partition by aggregate_id order by global_index) as next
  from event
  where payload_type in ('incident.opened', 'incident.reopened', 'incident.merged', 'incident.recovered', 'incident.resolved')
) turns where opens
on conflict do nothing;

with placed as (
  select regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event where payload_type in ('incident.opened', 'incident.alert-attached')
)
insert into incident_alert_fact (incident, alert, severity)
select payload ->> 'incident', coalesce(payload -> 'first', payload -> 'alert') ->> 'alert',
  coalesce(payload -> 'first', payload -> 'alert') ->> 'severity'
from placed
on conflict do nothing;

with last as (
  select distinct on (aggregate_id) aggregate_id,
    regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb -> 'diagnosis' as diagnosis
  from event where payload_type = 'incident.diagnosis-made'
  order by aggregate_id, global_index desc
)
update incident_fact f set cause = last.diagnosis -> 'causes' -> 0 ->> 'entity'
from last where f.incident = last.aggregate_id and (last.diagnosis ->> 'decided')::boolean;
