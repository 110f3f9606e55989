-- Values of ours that don't stand on a ticket, written with what is recorded of it.
create table ticket_untaken (
  link text not null references ticket_link (link),
  field text not null,
  why text not null,
  reason text not null,
  ours text not null,
  theirs text not null,
  stands text not null,
  tries integer not null,
  next_at timestamptz,
  since timestamptz not null,
  primary key (link, field)
);
