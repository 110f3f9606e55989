-- Of a lost heartbeat: the last beat before the loss. A later one is the end of it, whichever was noted first.
alter table heartbeat add column missed_since timestamptz;
update heartbeat set missed_since = last_seen where lost;
