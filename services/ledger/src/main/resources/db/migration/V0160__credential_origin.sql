-- Who chose the password in force of a person, or alone handed out the secret by which it was chosen.
alter table principal_fact add column credential_state text not null default 'OWN';
alter table principal_fact add column credential_by text;

-- As far as the record tells of those from before: whoever was made, or last had their password set, by another.
update principal_fact p set credential_state = 'GIVEN', credential_by = e.actor
from (
  select distinct on (aggregate_id) aggregate_id as principal, event_actor(meta_data) as actor, payload_type
  from event
  where payload_type in ('access.principal-registered', 'access.password-changed', 'access.password-reset-issued')
  order by aggregate_id, global_index desc) e
where p.principal = e.principal and p.kind = 'PERSON' and e.payload_type <> 'access.password-reset-issued'
  and e.actor not in ('system', p.principal);
update principal_fact p set credential_state = 'PENDING'
where p.kind = 'PERSON' and 'access.password-reset-issued' = (
  select payload_type from event
  where aggregate_id = p.principal
    and payload_type in ('access.principal-registered', 'access.password-changed', 'access.password-reset-issued')
  order by global_index desc limit 1);

-- Who was the second administrator: they and who let them in count as two, though one chose the other's password.
alter table bootstrap_ended add column principal text;
update bootstrap_ended set principal = coalesce(
  (select aggregate_id from event where payload_type = 'access.bootstrap-ended' order by global_index limit 1),
  (select p.principal
   from principal_fact p join role_fact r on r.principal = p.principal
     join event e on e.aggregate_id = p.principal and e.payload_type = 'access.principal-registered'
   where p.active and p.kind = 'PERSON' and r.role = 'ADMINISTRATOR' and p.credential_by is not null
   order by e.global_index limit 1));

-- When the second person agreed: what isn't carried out soon after is gone on with.
alter table confirmation_fact add column confirmed_at timestamptz;

-- Whoever can start the server had themselves let in.
create table administrator_recovery (
  principal text not null,
  at        timestamptz not null
);
