-- Changes that take two persons: what waits, and what a second person agreed to.
create table confirmation_fact (
  confirmation text primary key,
  subject      text not null,
  digest       text not null,
  proposer     text not null,
  proposed_at  timestamptz not null,
  expires_at   timestamptz not null,
  state        text not null,
  confirmer    text
);

-- There were two administrators at once: from then on such changes take two persons, for good.
create table bootstrap_ended (
  single   boolean primary key default true check (single),
  ended_at timestamptz not null
);
insert into bootstrap_ended (ended_at)
  select now() where 2 <= (
    select count(*) from principal_fact p join role_fact r on r.principal = p.principal
    where p.active and p.kind = 'PERSON' and r.role = 'ADMINISTRATOR');

-- A new password's hash lies here until its decision puts it into the directory, in one transaction.
create table password_staged (
  credential text primary key,
  argon2     text not null,
  staged_at  timestamptz not null default now()
);
alter table directory add column credential text not null default '';

-- One-time secrets for a password's owner, whole or in two halves that two persons hand over.
create table reset_secret (
  reset  text not null,
  part   integer not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  issued_at timestamptz not null default now(),
  primary key (reset, part)
);
