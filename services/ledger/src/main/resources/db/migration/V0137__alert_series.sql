-- What all episodes of one alert (its series: integration and fingerprint) have in common stands in the
-- row of the last one. Times that aren't known are the epoch; nothing waits where held is empty.
alter table alert_seen
  add column series text,
  add column integration text,
  add column last boolean not null default false,
  add column episodes integer not null default 1,
  add column starts_at timestamptz not null default 'epoch',
  add column firing_at timestamptz not null default 'epoch',
  add column ends_at timestamptz not null default 'epoch',
  add column ended_at timestamptz not null default 'epoch',
  add column held text not null default '',
  add column held_since timestamptz not null default 'epoch',
  add column held_due timestamptz not null default 'epoch';

-- What the record says already; a NUL in a text, which no column takes, is left out. Of several that
-- fire at once the newest is the one that goes on. An end that came first has no fingerprint on record.
with told as (
  select e.aggregate_id as alert, e.global_index, s.status, s.last_seen,
         regexp_replace(e.payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event e join alert_seen s on s.alert_id = e.aggregate_id
  where e.payload_type = 'alert.raised'
), named as (
  select alert, status, last_seen, payload ->> 'integration' as integration,
         (payload ->> 'integration') || '/' || (payload ->> 'fingerprint') as series,
         (payload ->> 'startsAt')::timestamptz as starts_at, global_index
  from told
), ordered as (
  select *,
         row_number() over newest = 1 as last,
         count(*) over (partition by series) as episodes
  from named
  window newest as (
    partition by series order by status = 'FIRING' desc, global_index desc)
), ends as (
  select aggregate_id as alert, (payload::jsonb ->> 'endsAt')::timestamptz as ends_at
  from event where payload_type = 'alert.resolved'
)
update alert_seen s
set series = o.series, integration = o.integration, last = o.last, episodes = o.episodes,
    starts_at = o.starts_at, firing_at = o.last_seen,
    ends_at = coalesce(n.ends_at, 'epoch'),
    ended_at = case when n.alert is null then 'epoch' else o.last_seen end
from ordered o left join ends n using (alert)
where s.alert_id = o.alert;

create unique index alert_seen_series on alert_seen (series) where last;
-- Searched by what has been silent, and by what is due: neither changes with every repeat.
create index alert_seen_firing on alert_seen (integration) where last and status = 'FIRING';
create index alert_seen_held on alert_seen (held_due) where last and held <> '';

-- When an alert that waits for a mute to be lifted fires again after an end; else null.
alter table correlation_held add column again timestamptz;
