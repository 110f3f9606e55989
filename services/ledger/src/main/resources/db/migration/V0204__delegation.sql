-- Who decides for whom, over what, until when; a delegation that was ended is gone.
create table delegation_fact (
  delegation   text primary key,
  delegator    text not null,
  delegate     text not null,
  team         text,
  environment  text,
  service      text,
  action_class text,
  given_at     timestamptz not null,
  until        timestamptz not null,
  absent       boolean not null
);
create index delegation_fact_delegator on delegation_fact (delegator);
create index delegation_fact_delegate on delegation_fact (delegate);
