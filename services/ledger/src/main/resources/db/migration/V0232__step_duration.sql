-- How long each step of a runbook took, by the runbook's content: what has to fit into a window.
create table step_duration (
  remediation text not null,
  step        integer not null,
  content     text not null,        -- the runbook's digest
  began_at    timestamptz not null, -- when it was first sent
  ended_at    timestamptz,          -- null while it isn't known what came of it
  primary key (remediation, step)
);
create index step_duration_latest on step_duration (content, step, ended_at desc) where ended_at is not null;

-- What the record says already. A NUL in a text is left out.
with said as (
  select payload_type, regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event
  where payload_type in ('remediation.step-started', 'remediation.step-completed', 'remediation.step-failed')
), went as (
  select payload ->> 'remediation' as remediation, (payload ->> 'step')::integer as step,
    min((payload ->> 'at')::timestamptz) filter (where payload_type = 'remediation.step-started') as began_at,
    max((payload ->> 'at')::timestamptz) filter (where payload_type = 'remediation.step-completed'
      or payload_type = 'remediation.step-failed' and payload ->> 'again' = 'false') as ended_at,
    bool_or(payload_type = 'remediation.step-failed' and payload ->> 'again' = 'false'
      and payload ->> 'code' in ('UNREACHABLE', 'REFUSED', 'STALE', 'NOT_FOUND', 'UNAUTHORISED')) as without_effect
  from said where payload ->> 'rollback' = 'false' group by 1, 2
)
insert into step_duration (remediation, step, content, began_at, ended_at)
select w.remediation, w.step, u.content, w.began_at, w.ended_at
from went w join runbook_use u using (remediation)
where w.began_at is not null and not w.without_effect;
