-- How each use of a runbook went, by the runbook's content and by environment, written with it.
create table runbook_use (
  remediation text primary key,
  runbook     text not null,
  content     text not null,   -- the runbook's digest
  environment text not null,
  begun_at    timestamptz,
  verified_at timestamptz,
  failed_at   timestamptz
);
create index runbook_use_of_content on runbook_use (content, environment);

-- What runbooks may do without asking, while nothing has ended it.
create table runbook_promotion (
  autonomy     text primary key,
  runbook      text not null,
  content      text not null,
  environment  text not null,
  ends_at      timestamptz not null,
  promoted_at  timestamptz not null,
  promoted_by  text not null,
  confirmed_by text not null,
  ended_at     timestamptz,
  ended_by     text,           -- a person, or the remediation that failed
  reason       text
);
create index runbook_promotion_of on runbook_promotion (runbook, environment);

-- What the record says already. A NUL in a text is left out.
with said as (
  select aggregate_id, payload_type, recorded_at::timestamptz as at,
    regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event where payload_type in ('remediation.proposed', 'remediation.execution-started',
    'remediation.verification-passed', 'remediation.verification-failed',
    'remediation.rollback-started', 'remediation.step-failed')
), went as (
  select aggregate_id,
    min(at) filter (where payload_type = 'remediation.execution-started') as begun_at,
    min(at) filter (where payload_type = 'remediation.verification-passed') as verified_at,
    min(at) filter (where payload_type in ('remediation.verification-failed', 'remediation.rollback-started')
      or payload_type = 'remediation.step-failed' and payload ->> 'again' = 'false') as failed_at
  from said group by aggregate_id
)
insert into runbook_use (remediation, runbook, content, environment, begun_at, verified_at, failed_at)
select p.aggregate_id, p.payload -> 'plan' ->> 'runbook', p.payload -> 'plan' ->> 'runbookDigest',
  split_part(p.payload -> 'plan' -> 'targets' -> 0 ->> 'target', '/', 2),
  w.begun_at, w.verified_at, w.failed_at
from said p join went w using (aggregate_id)
where p.payload_type = 'remediation.proposed'
on conflict do nothing;
