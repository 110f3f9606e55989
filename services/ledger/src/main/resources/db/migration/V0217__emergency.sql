-- What goes beyond the usual in an emergency, and the review that it owes (invariant 15).
-- subject: the id of a break-glass, or of a remediation whose quorum was shortened.
create table emergency (
  subject     text primary key,
  incident    text not null,
  opener      text not null,
  standing    text[] not null default '{}',
  reason      text not null,
  actions     text[] not null default '{}',
  terms       text,
  bundle      text,
  opened_at   timestamptz not null,
  until       timestamptz,
  closed_at   timestamptz,
  review_by   timestamptz,
  reviewed_at timestamptz
);
create index on emergency (incident);
create index on emergency (review_by) where reviewed_at is null;

create table emergency_review (
  subject   text not null,
  reviewer  text not null,
  justified boolean not null,
  note      text not null,
  at        timestamptz not null,
  primary key (subject, reviewer)
);

create table emergency_use (
  subject     text not null,
  remediation text not null,
  approver    text not null,
  at          timestamptz not null,
  primary key (subject, remediation, approver)
);

-- What the record says already: quorums that were shortened before reviews were owed. A NUL in a text is left out.
with shortened as (
  select aggregate_id, global_index, recorded_at::timestamptz as at,
    regexp_replace(payload, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb as payload
  from event where payload_type = 'remediation.quorum-shortened'
)
insert into emergency (subject, incident, opener, standing, reason, opened_at, review_by)
select distinct on (e.aggregate_id) e.aggregate_id, r.incident, e.payload ->> 'by',
  array[e.payload ->> 'by'], e.payload ->> 'reason', e.at, e.at + interval '1 day'
from shortened e join remediation_incident r on r.remediation = e.aggregate_id
order by e.aggregate_id, e.global_index desc;
