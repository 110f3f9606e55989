-- Who alone handed out a one-time secret that is still out. V0160 left it open for those from before it, so that who redeems one of them
-- would count as nobody else's. Not where two did (it was carried out under their confirmation), nor the product, nor its owner.
update principal_fact p set credential_by = e.actor
from (
  select distinct on (aggregate_id)
    aggregate_id as principal, event_actor(meta_data) as actor, meta_data::jsonb ->> 'correlationId' as story
  from event
  where payload_type = 'access.password-reset-issued'
  order by aggregate_id, global_index desc) e
where p.principal = e.principal and p.credential_state = 'PENDING' and p.credential_by is null
  and e.actor not in ('system', p.principal) and coalesce(e.story, '') not like 'cnf\_%';
