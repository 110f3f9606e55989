-- What a calendar was before it was changed, for the next days and a month long: whether a plan that
-- waits was let go on is judged by what each calendar would say without what others opened.
create table calendar_former (
  number      bigint generated always as identity primary key,
  calendar    text not null,
  replaced_at timestamptz not null,
  kind        text, -- null where there was none
  scope       text,
  dependents  boolean,
  horizon     timestamptz,
  spans       tstzmultirange not null
);
create index calendar_former_replaced_at on calendar_former (replaced_at);

-- Plans that waited and may go on by a change of a calendar, as two persons agreed. Releases on
-- record named no calendar: these plans are asked about anew.
drop table calendar_release;
create table calendar_release (
  plan     text not null,
  calendar text not null,
  former   bigint not null references calendar_former on delete cascade,
  primary key (plan, calendar)
);
create index calendar_release_former on calendar_release (former);
