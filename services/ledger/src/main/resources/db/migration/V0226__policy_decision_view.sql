-- Of each decision of policy what it takes to decide again, derived from the remediations' events: those hold traces and the
-- gate's checks besides.
create table view_policy_decision (
  position    bigint primary key,
  remediation text not null,
  stage       text not null,
  approvers   integer,
  decision    text,              -- without trace and reason; null where what was looked at wasn't kept yet
  input       text,
  engine      text
);

-- What the record says already, in the same bytes as its canonical text: a decision and an input end before what follows them
-- there, and trace and reason are emptied. A quote within a text is escaped, so nothing that is looked for can stand in one.
with found as (
  select global_index, aggregate_id, payload_type, payload,
    case payload_type
      when 'remediation.policy-evaluated' then
        regexp_match(payload, '^\{"decision":(\{.*\})(?:,"engine":"([^"]*)")?,"input":(\{.*\}),"inputs":"')
      else regexp_match(payload,
        '"judgement":\{"decision":(\{.*\}),"grounds":\{"engine":"([^"]*)","input":(\{.*"window":\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\}\})\}\}')
    end as parts
  from event
  where payload_type in ('remediation.policy-evaluated', 'remediation.execution-started')
    or payload_type = 'remediation.step-started' and payload like '%"rollback":false%'
)
insert into view_policy_decision (position, remediation, stage, approvers, decision, input, engine)
select global_index, aggregate_id,
  case payload_type when 'remediation.policy-evaluated' then 'PROPOSAL'
    when 'remediation.execution-started' then 'START' else 'STEP' end,
  case payload_type when 'remediation.step-started' then
    (select count(*) from regexp_matches(substring(payload from '"approvers":\[([^\]]*)\]'), '"[^"]+"', 'g')) end,
  regexp_replace(
    regexp_replace(parts[1], '"trace":\[(?:"(?:[^"\\]|\\.)*",?)*\]', '"trace":[]'),
    '"because":"(?:[^"\\]|\\.)*"', '"because":""'),
  parts[3],
  case when parts is not null then coalesce(parts[2], '') end
from found;
