-- Which steps of ours were started in a range of time: to know our own among the changes told of.
create index view_remediation_step_started on view_remediation_step (started_at);
