-- When something is to happen next to each open incident and remediation: its loop says so after each
-- turn, and whatever is recorded of it makes it due at once. By that the sweep starts or pokes loops.
create table loop_due (
  kind    text not null,
  id      text not null,
  due_at  timestamptz not null,
  touched bigint not null default 0,
  primary key (kind, id)
) with (fillfactor = 80);
create index loop_due_at on loop_due (due_at);

-- What is open is looked at once.
insert into loop_due (kind, id, due_at)
select 'INCIDENT', incident, now() from incident_fact where open
union all
select 'REMEDIATION', r.remediation, now() from remediation_incident r
where not exists (select from remediation_outcome o where o.remediation = r.remediation);
