-- Of the last diagnosis what a title says, without the evidence, so that a page of incidents reads no
-- diagnosis in full. Null in those from before: they are read where they lie.
alter table view_incident_diagnosis add column outline text;

-- When it was last handed to a person; null in those from before.
alter table view_incident add column escalated_at timestamptz;

-- The first alert of an incident, however many it has.
create index view_incident_alert_order on view_incident_alert (incident_id, position, alert_id);

-- An index on last_seen, which every repeat of an alert changes, kept all of these updates from staying on
-- their page; when it ended never changes after that.
drop index alert_seen_over;
create index alert_seen_over on alert_seen (ended_at) where not last;
