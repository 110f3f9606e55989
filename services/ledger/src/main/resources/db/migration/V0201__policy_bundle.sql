-- Bundles of policies: what was proposed, who agreed, and which one is in force: the one with the highest number.
create table policy_bundle (
  bundle      text primary key,
  digest      text not null,
  summary     text not null,
  base        text,
  proposer    text not null,
  note        text not null,
  replay      text,
  approvals   integer not null,
  proposed_at timestamptz not null,
  expires_at  timestamptz not null,
  state       text not null,
  ended_by    text,
  reason      text not null default '',
  ended_at    timestamptz,
  number      integer unique,
  manner      text
);
create index policy_bundle_latest on policy_bundle (proposed_at desc, bundle);

create table policy_bundle_approval (
  bundle      text not null references policy_bundle,
  approver    text not null,
  approved_at timestamptz not null,
  primary key (bundle, approver)
);
