-- When an incident was closed: late alerts of its fault are its echoes. Null while it's open, and
-- once it was merged, as its alerts live on in another one.
alter table correlation_incident add column closed_at timestamptz;
create index correlation_incident_closed on correlation_incident (closed_at) where closed_at is not null;

-- What the last diagnosis blames, such as "RELEASE service/prod/orders"; null where nothing stands out.
alter table correlation_incident add column cause text;
create index correlation_incident_cause on correlation_incident (cause) where open;

-- Alerts are tied by when they began, not by when they joined: each entity and signal is asked for
-- the alerts that began nearest before and after.
alter table correlation_incident drop column joined_at;
create index correlation_alert_near on correlation_alert (incident_id, entity, signal, starts_at, alert_id);

-- When the alert joined its incident after that was closed; null for all others.
alter table view_incident_alert add column echo_at timestamptz;
create index view_incident_alert_echo on view_incident_alert (echo_at) where echo_at is not null;
