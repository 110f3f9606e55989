-- What the loop of an open incident waits for, as its last turn judged: pages show it. Null until it has turned.
alter table loop_due add column waits_for text;

-- Whether a mute would ever have fitted anything: most asked of what was misspelt, and never told.
create index view_alert_entity on view_alert (entity);
create index view_alert_name on view_alert (name);
create index view_alert_fingerprint on view_alert (fingerprint) where fingerprint is not null;
