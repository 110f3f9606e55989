-- Tickets whose turn came while their system was away, and whether each had it since then; beside the
-- record. A ticket that waits again in a later outage waits anew.
create table ticket_backlog (
  system    text not null,
  link      text not null,
  ended_at  timestamptz,
  turned_at timestamptz,
  primary key (system, link)
);

-- When a system was away, and what was done once it was back: told once, when all that waited was done.
create table ticket_outage (
  system     text not null,
  began_at   timestamptz not null,
  ended_at   timestamptz not null,
  code       text not null,
  tickets    integer not null,
  drained_at timestamptz,
  taken      integer not null default 0,
  written    integer not null default 0,
  said       integer not null default 0,
  conflicts  integer not null default 0,
  stuck      integer not null default 0,
  primary key (system, began_at)
);
