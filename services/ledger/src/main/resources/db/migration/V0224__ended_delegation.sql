-- Delegations that are ended stay, with when: who could decide for whom at any time is asked later.
alter table delegation_fact add column ended_at timestamptz;

-- What the record says already. A NUL in a text is left out.
with said as (
  select payload_type, recorded_at::timestamptz as at,
    regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event where payload_type in ('access.delegation-given', 'access.delegation-ended')
)
insert into delegation_fact (delegation, delegator, delegate, team, environment, service,
  action_class, given_at, until, absent, ended_at)
select distinct on (g.payload ->> 'delegation') g.payload ->> 'delegation', g.payload ->> 'from',
  g.payload ->> 'to',
  g.payload -> 'scope' ->> 'team', g.payload -> 'scope' ->> 'environment',
  g.payload -> 'scope' ->> 'service', g.payload -> 'scope' ->> 'actionClass',
  g.at, (g.payload ->> 'until')::timestamptz, coalesce((g.payload ->> 'absent')::boolean, false), e.at
from said g join said e on e.payload ->> 'delegation' = g.payload ->> 'delegation'
  and e.payload_type = 'access.delegation-ended'
where g.payload_type = 'access.delegation-given'
order by g.payload ->> 'delegation', e.at
on conflict do nothing;
