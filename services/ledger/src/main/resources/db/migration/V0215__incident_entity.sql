-- What an incident's alerts are about: whose it is, for decisions by roles within bounds.
create table incident_entity (
  incident text not null,
  entity   text not null,
  primary key (incident, entity)
);

-- What the record says already. A NUL in a text is left out.
with placed as (
  select regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event where payload_type in ('incident.opened', 'incident.alert-attached')
)
insert into incident_entity (incident, entity)
select distinct payload ->> 'incident', coalesce(payload -> 'first', payload -> 'alert') ->> 'entity'
from placed
on conflict do nothing;
