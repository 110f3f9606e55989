-- What people agreed to only a part of says nothing of the whole runbook, where that part helped.
alter table runbook_use add column curtailed boolean not null default false;
