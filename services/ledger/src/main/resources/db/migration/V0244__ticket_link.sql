-- How each linked ticket is, written with what is recorded of it: by that a delivery, a poll and people
-- find the link of a ticket. Values of fields aren't here; they stand in the record.
create table ticket_link (
  link       text primary key,
  system     text not null,
  holder     text not null,
  kind       text not null,
  rule       text not null,
  wanted_at  timestamptz not null,
  ticket     text,
  url        text,
  tries      integer not null default 0,
  code       text,
  reason     text,
  next_at    timestamptz,
  state      text not null,
  conflicts  text[] not null default '{}',
  settled_at timestamptz,
  changed_at timestamptz not null
);
create index ticket_link_ticket on ticket_link (system, ticket);
create index ticket_link_holder on ticket_link (holder);

-- How far each system's changes were read, and who reads them just now; beside the record.
create table ticket_poll (
  system        text primary key,
  cursor        text,
  polled_at     timestamptz,
  claimed_until timestamptz not null,
  failing_since timestamptz,
  code          text
);
