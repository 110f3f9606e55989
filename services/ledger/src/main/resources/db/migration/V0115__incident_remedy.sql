-- What an incident's course knows of its remedies and of its last diagnosis (invariant 15).
create table incident_remedy (
  remediation       text primary key,
  incident          text not null,
  ordinal           integer not null,
  diagnosis         integer not null,
  targets           text[] not null,
  stability_seconds integer not null,
  undoable          boolean not null,
  phase             text not null,
  stop_requested    boolean not null,
  refuted           boolean not null,
  ended_at          timestamptz,
  because           text,
  unique (incident, ordinal)
);

alter table incident_fact add column diagnosed_at timestamptz;

-- What the record already says; a NUL in a text, which no column takes, is left out.
insert into incident_remedy
with told as (
  select aggregate_id as remediation, global_index, payload_type as type,
         recorded_at::timestamptz as at,
         regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event
  where payload_type in ('remediation.proposed', 'remediation.execution-started',
                         'remediation.approval-denied', 'remediation.expired',
                         'remediation.withdrawn', 'remediation.completed')
), last as (
  select distinct on (remediation) * from told order by remediation, global_index desc
), verified as (
  select distinct on (aggregate_id)
         aggregate_id as remediation, payload_type = 'remediation.verification-failed' as refuted
  from event
  where payload_type in ('remediation.verification-passed', 'remediation.verification-failed')
  order by aggregate_id, global_index desc
)
select p.remediation,
       p.payload -> 'plan' ->> 'incident',
       row_number() over (partition by p.payload -> 'plan' ->> 'incident' order by p.global_index),
       (p.payload ->> 'diagnosis')::integer,
       array(select distinct t ->> 'target'
             from jsonb_array_elements(p.payload -> 'plan' -> 'targets') t order by 1),
       coalesce((select max((b ->> 'stabilitySeconds')::integer)
                 from jsonb_array_elements(p.payload -> 'plan' -> 'probes') b), 0),
       jsonb_array_length(p.payload -> 'plan' -> 'rollback') > 0,
       case t.type
         when 'remediation.proposed' then 'WAITING'
         when 'remediation.execution-started' then 'RUNNING'
         when 'remediation.approval-denied' then 'DENIED'
         when 'remediation.expired' then 'EXPIRED'
         when 'remediation.completed' then t.payload ->> 'outcome'
         else case t.payload ->> 'reason'
           when 'POLICY_FORBIDS' then 'FORBIDDEN'
           when 'NO_LONGER_NEEDED' then 'NOT_NEEDED'
           else t.payload ->> 'reason'
         end
       end,
       exists (select from event s
               where s.aggregate_id = p.remediation
                 and s.payload_type = 'remediation.stop-requested'),
       coalesce(v.refuted, false),
       case when t.type not in ('remediation.proposed', 'remediation.execution-started')
         then t.at
       end,
       case t.type
         when 'remediation.approval-denied' then t.payload ->> 'reason'
         when 'remediation.withdrawn' then t.payload ->> 'because'
         when 'remediation.completed' then t.payload -> 'detail' ->> 'because'
       end
from told p
join last t on t.remediation = p.remediation
left join verified v on v.remediation = p.remediation
where p.type = 'remediation.proposed';

update incident_fact f
set diagnosed_at = d.at
from (select aggregate_id, max(recorded_at::timestamptz) as at
      from event
      where payload_type = 'incident.diagnosis-made'
      group by aggregate_id) d
where d.aggregate_id = f.incident;
