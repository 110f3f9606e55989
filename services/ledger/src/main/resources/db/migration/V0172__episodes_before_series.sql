-- Before V0137 each start of an alert was an episode of its own, and several could fire at once. The newest
-- one goes on; of those before it nothing will ever be heard, so that they fired for ever in every view.
-- They end where all else does, in the record, and once: under the lock that orders it.
do $$
declare
  next bigint;
begin
  if not exists (select from alert_seen where not last and status = 'FIRING') then
    return;
  end if;
  next := ledger_next();
  insert into event (global_index, event_id, aggregate_type, aggregate_id, sequence_number,
    payload_type, payload_revision, payload, meta_data, recorded_at)
  select next + row_number() over (order by last_seen, alert_id) - 1, gen_random_uuid(), 'alert', alert_id,
    (select max(e.sequence_number) + 1 from event e where e.aggregate_id = s.alert_id),
    'alert.resolved', '1',
    format('{"alert":"%s","count":%s,"endsAt":"%s","lastSeen":"%s","reason":"BEGAN_ANEW"}', alert_id,
      greatest(count - 1, 0), told, told),
    format('{"actor":"system","actorKind":"SERVICE","commandId":"%s","via":"SYSTEM"}', gen_random_uuid()),
    to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  from (
    select alert_id, count, last_seen,
           to_char(last_seen at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as told
    from alert_seen where not last and status = 'FIRING'
  ) s;
  update alert_seen set status = 'RESOLVED', events = events + 1 where not last and status = 'FIRING';
end $$;
