-- The annotations of alerts that wait to be raised (alert_seen.held). They lie beside the record as soon
-- as an event names them, and are forgotten where none ever does.
create table alert_held_text (
  digest     text primary key,
  salt       bytea not null,
  media_type text not null,
  size       bigint not null,
  content    bytea not null
);
