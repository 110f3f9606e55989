-- Another one after each change of that calendar, so that the others aren't read again.
alter table calendar_fact add column revision uuid not null default gen_random_uuid();
