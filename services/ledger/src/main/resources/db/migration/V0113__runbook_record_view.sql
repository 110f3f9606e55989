-- How each runbook has done so far, derived from the remediations' events.
create table runbook_record (
  runbook text primary key,
  proposed integer not null,
  approved integer not null,
  denied integer not null,
  verified integer not null,
  failed integer not null,
  rolled_back integer not null,
  last_used timestamptz
);

-- Which runbook a remediation came from: only its first event says so.
create table runbook_record_remediation (
  remediation_id text primary key,
  runbook text not null
);
