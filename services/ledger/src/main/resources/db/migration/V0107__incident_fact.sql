-- What remediations ask about incidents, and incidents about remediations (invariant 15).
create table incident_fact (
  incident text primary key,
  open     boolean not null
);

create table remediation_incident (
  remediation text primary key,
  incident    text not null
);

-- What the record already says.
insert into incident_fact (incident, open)
select distinct on (aggregate_id)
       aggregate_id, payload_type in ('incident.opened', 'incident.reopened')
from event
where payload_type in ('incident.opened', 'incident.reopened', 'incident.merged',
                       'incident.recovered', 'incident.resolved')
order by aggregate_id, global_index desc;

insert into remediation_incident (remediation, incident)
select aggregate_id, payload::jsonb -> 'plan' ->> 'incident'
from event
where payload_type = 'remediation.proposed';
