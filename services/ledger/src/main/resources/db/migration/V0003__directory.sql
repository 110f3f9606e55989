-- Persons' names and secrets' hashes: beside the record, so that they can be changed and erased.
create table directory (
  principal    text primary key,
  login        text not null constraint directory_login unique,
  display_name text not null,
  password     text not null,
  since        timestamptz not null default now()
);

create table session_secret (
  session text primary key,
  sha256  bytea not null check (octet_length(sha256) = 32)
);

create table token_secret (
  token  text primary key,
  name   text not null,
  sha256 bytea not null check (octet_length(sha256) = 32)
);
