-- Calendars in force, as decisions read them: written with what changes them, in its transaction.
create table calendar_fact (
  calendar   text primary key,
  kind       text not null,
  scope      text not null,
  dependents boolean not null,
  tzdata     text not null,
  horizon    timestamptz not null,
  reason     text not null,
  changed_by text not null,
  changed_at timestamptz not null
);

create table calendar_entry (
  calendar text not null,
  number   integer not null,
  entry    text not null,
  primary key (calendar, number)
);

-- When each takes place, computed ahead until its horizon; what is past stays as it was.
create table window_occurrence (
  calendar text not null,
  span     tstzrange not null,
  primary key (calendar, span)
);
create index window_occurrence_span on window_occurrence using gist (span);

-- Plans that waited and may go on where calendars became wider, as two persons agreed.
create table calendar_release (
  plan        text primary key,
  released_at timestamptz not null
);

-- Another one after each change, so that nobody reads all of them to find that there is none.
create table calendar_revision (
  single   boolean primary key default true check (single),
  revision uuid not null
);
insert into calendar_revision (revision) values (gen_random_uuid());
