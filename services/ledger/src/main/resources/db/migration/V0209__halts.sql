-- Halts of parts beside the one of everything, whose bounds are all null.
alter table kill_switch drop column single;
alter table kill_switch
  add column team         text,
  add column environment  text,
  add column service      text,
  add column action_class text,
  add constraint kill_switch_scope unique nulls not distinct (team, environment, service, action_class);
