-- Targets of ended remediations whose executor answered otherwise than was settled: held again, also where another holds the
-- lease by now. A fact, not a view: outside of every rebuild of views.
create table target_contradiction (
  target      text not null,
  remediation text not null,
  primary key (target, remediation)
);
create index contradiction_of_remediation on target_contradiction (remediation);
