-- The source's own group, of alerts about what nobody catalogued: evidence that they belong together.
alter table correlation_alert add column group_key text;
alter table correlation_alert add column group_by text;
create index correlation_alert_group on correlation_alert (group_key, starts_at, alert_id)
  where group_key is not null;

alter table correlation_held add column group_key text;
alter table correlation_held add column group_by text;
