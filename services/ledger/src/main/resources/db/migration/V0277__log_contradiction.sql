-- What witnesses cosigned that this record doesn't have. While one isn't accepted, nothing is written.
create table log_contradiction (
  witness     text        not null,
  size        bigint      not null,
  forked      boolean     not null,
  head        bigint      not null,
  noticed_at  timestamptz not null default now(),
  accepted_at timestamptz,
  primary key (witness, size, forked)
);
create index log_contradiction_open on log_contradiction (noticed_at) where accepted_at is null;
revoke delete, truncate on log_contradiction from "${application}";
