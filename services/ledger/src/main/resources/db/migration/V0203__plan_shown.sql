-- Which plan was shown to whom, and when first, as long as it isn't over.
create table plan_shown (
  remediation text not null,
  principal   text not null,
  plan_digest text not null,
  shown_at    timestamptz not null,
  primary key (remediation, principal, plan_digest)
);
