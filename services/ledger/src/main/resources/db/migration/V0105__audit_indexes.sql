-- The audit trail reads the record itself. Positions are the order; these find what is asked for.
-- The time is stored as ISO text in UTC, so reading it depends on no setting.
create function event_at(recorded_at text) returns timestamptz
  language sql immutable strict parallel safe as $$ select recorded_at::timestamptz $$;
create function event_actor(meta_data text) returns text
  language sql immutable strict parallel safe as $$ select meta_data::json ->> 'actor' $$;

create index event_by_type on event (payload_type, global_index);
create index event_by_actor on event (event_actor(meta_data), global_index);
-- Times hardly ever run against positions: a range index over blocks is enough and costs no insert.
create index event_by_time on event using brin (event_at(recorded_at))
  with (pages_per_range = 32, autosummarize = on);
