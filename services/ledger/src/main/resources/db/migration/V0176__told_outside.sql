-- What of an event an automation has told the outside, while its token isn't behind that event yet.
create table told_outside (
  automation text not null,
  position bigint not null,
  part text not null,
  primary key (automation, position, part)
);
