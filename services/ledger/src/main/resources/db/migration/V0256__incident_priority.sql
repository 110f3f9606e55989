-- The priority that people set of an incident, to be shown.
alter table view_incident add column priority text;
