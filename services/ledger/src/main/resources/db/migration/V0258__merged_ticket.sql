-- The ticket that people there go on with, where they merged this one into it.
alter table ticket_link add column merged_into text;
update ticket_link t set merged_into = (
  select e.payload::jsonb -> 'into' ->> 'url' from event e
  where e.aggregate_id = 'tkt_' || t.link and e.payload_type = 'ticketing.merged'
  order by e.sequence_number desc limit 1);

-- An event of an incident wakes the tickets of its plans, too.
create index remediation_incident_incident on remediation_incident (incident);

-- Until when a system wants to be left alone, by all servers.
alter table ticket_poll add column held_until timestamptz;
