-- Why a grant was given; null where nobody said.
alter table grant_fact add column reason text;
