-- Plan, policy decision and readings stand in their events; the *_position columns say where.
create table view_remediation (
  remediation_id text primary key,
  position bigint not null unique,
  incident_id text not null,
  diagnosis integer not null,
  runbook text not null,
  action_class text not null,
  cause text not null,
  plan_digest text not null,
  proposer text not null,
  steps integer not null,
  proposed_at timestamptz not null,
  touched_at timestamptz not null,
  state text not null,
  closed_at timestamptz,
  withdrawal text,
  because text,
  policy_position bigint,
  risk text,
  quorum integer,
  requested_at timestamptz,
  remind_at timestamptz,
  escalate_at timestamptz,
  expires_at timestamptz,
  reminded boolean not null,
  escalated boolean not null,
  stop_requested_by text,
  execution_position bigint,
  verification_position bigint
);
create index view_remediation_incident on view_remediation (incident_id, position);
create index view_remediation_waiting on view_remediation (position) where state = 'AWAITING_APPROVAL';
create index view_remediation_open on view_remediation (position) where closed_at is null;

-- A person's last word on a plan.
create table view_remediation_decision (
  remediation_id text not null,
  principal text not null,
  position bigint not null,
  at timestamptz not null,
  decision text not null,
  reason text not null,
  primary key (remediation_id, principal)
);

create table view_remediation_step (
  remediation_id text not null,
  rollback boolean not null,
  number integer not null,
  state text not null,
  attempt integer not null,
  code text,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (remediation_id, rollback, number)
);
