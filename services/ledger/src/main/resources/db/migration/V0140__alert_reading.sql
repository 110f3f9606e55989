-- What was done to an alert so that it could be kept; empty of one that came as it should.
alter table view_alert add column named_by text;
alter table view_alert add column adjustments text;
create index view_alert_reading on view_alert (starts_at) where named_by is not null;
