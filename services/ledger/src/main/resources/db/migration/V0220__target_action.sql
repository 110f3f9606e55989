-- Who began to act on what, and when last: what policy counts, whatever the views have read by then.
create table target_action (
  target      text not null,
  remediation text not null,
  acted_at    timestamptz not null,
  primary key (target, remediation)
);
create index target_action_lately on target_action (target, acted_at);

-- What the record says already. A NUL in a text is left out.
with started as (
  select regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event where payload_type = 'remediation.step-started'
)
insert into target_action (target, remediation, acted_at)
select payload -> 'observed' ->> 'target', payload ->> 'remediation',
       max((payload ->> 'at')::timestamptz)
from started
where payload ->> 'at' is not null
group by 1, 2;

-- Which incidents an entity has part in, without looking through all that are open.
create index view_incident_alert_of_entity on view_incident_alert (entity, incident_id);
