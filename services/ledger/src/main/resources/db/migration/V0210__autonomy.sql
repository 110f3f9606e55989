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

insert into runbook_use (remediation, runbook, content, environment, begun_at, verified_at, failed_at)
select aggregate_id, payload::json -> 'plan' ->> 'runbook', payload::json -> 'plan' ->> 'runbookDigest',
  split_part(payload::json -> 'plan' -> 'targets' -> 0 ->> 'target', '/', 2),
  (select min(e.recorded_at::timestamptz) from event e
    where e.aggregate_id = event.aggregate_id and e.payload_type = 'remediation.execution-started'),
  (select min(e.recorded_at::timestamptz) from event e
    where e.aggregate_id = event.aggregate_id and e.payload_type = 'remediation.verification-passed'),
  (select min(e.recorded_at::timestamptz) from event e
    where e.aggregate_id = event.aggregate_id
      and (e.payload_type in ('remediation.verification-failed', 'remediation.rollback-started')
        or e.payload_type = 'remediation.step-failed' and e.payload::json ->> 'again' = 'false'))
from event where payload_type = 'remediation.proposed'
on conflict do nothing;
