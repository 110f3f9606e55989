-- Who was told of what, by which route, and why somebody wasn't: for those who ask. Ids only.
create table notice_told (
  position    bigint not null,      -- of the event that gave rise to it
  part        text not null,        -- which of its notices
  receiver    text not null,        -- the notification's name
  target      text not null,        -- oncall:NAME; empty for the receiver itself
  kind        text not null,
  incident    text not null,        -- empty where it's about none
  remediation text not null,
  outcome     text not null,
  route       text not null,        -- empty where none was taken
  person      text,                 -- a principal's id: who was on call
  why         text not null,
  at          timestamptz not null,
  primary key (position, part, receiver, target)
);
create index notice_told_incident on notice_told (incident, at);
create index notice_told_at on notice_told (at);

-- Who is told again, or next, of what still waits for somebody. A row is ended once, by one server.
create table notice_due (
  position      bigint not null,
  part          text not null,
  route         text not null,
  step          integer not null,
  receiver      text not null,      -- as the route names it: a notification, or oncall:NAME
  escalation    boolean not null,
  kind          text not null,      -- of the first notice
  incident      text not null,
  remediation   text not null,
  plan_digest   text not null,
  risk          text not null,
  url           text not null,
  first_at      timestamptz not null,
  due_at        timestamptz not null,
  claimed_until timestamptz,        -- by a server that tells it now
  ended_at      timestamptz,
  ended         text,               -- told, or why not any more
  primary key (position, part, route, step, receiver)
);
create index notice_due_open on notice_due (due_at) where ended_at is null;
create index notice_due_incident on notice_due (incident);
