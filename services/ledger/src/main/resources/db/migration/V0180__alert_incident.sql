-- The incident that holds an alert, so that whether one of an incident's alerts fires is one look-up,
-- however many alerts it has and however long it is open.
alter table alert_seen add column incident text;

-- What the record says already: the newest of what placed it. A NUL in a text is left out.
with placed as (
  select global_index,
         regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event where payload_type in ('incident.opened', 'incident.alert-attached')
), newest as (
  select distinct on (alert) alert, incident from (
    select global_index, payload ->> 'incident' as incident,
           coalesce(payload -> 'first', payload -> 'alert') ->> 'alert' as alert
    from placed) named
  order by alert, global_index desc
)
update alert_seen s set incident = n.incident from newest n where s.alert_id = n.alert;

create index alert_seen_of_incident on alert_seen (incident, alert_id)
  where last and (status = 'FIRING' or held <> '');

-- When one of an incident's alerts last began or ended.
alter table loop_due add column heard_at timestamptz;
update loop_due l
set heard_at = (select max(s.last_seen) from alert_seen s where s.incident = l.id)
where kind = 'INCIDENT';
