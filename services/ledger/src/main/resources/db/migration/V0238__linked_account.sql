-- Facts: which account in another system is whose. Ids only, as the other system gives them. Who had one once is kept.
create table linked_account (
  link       text primary key,
  principal  text not null,
  system     text not null,
  workspace  text not null,
  account    text not null,
  linked_at  timestamptz not null,
  ended_at   timestamptz,
  ended_by   text
);
-- An account is one person's only, and a person has one in each workspace.
create unique index linked_account_held on linked_account (system, workspace, account) where ended_at is null;
create unique index linked_account_own on linked_account (principal, system, workspace) where ended_at is null;

-- Facts: the codes that were shown, by their digests.
create table link_offer (
  link        text primary key,
  principal   text not null,
  system      text not null,
  code_digest text not null unique,
  expires_at  timestamptz not null,
  open        boolean not null default true
);
create index link_offer_open on link_offer (principal) where open;
