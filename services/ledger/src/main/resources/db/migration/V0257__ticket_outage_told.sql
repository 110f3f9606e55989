-- When the report of an outage came into the record, from which people are told.
alter table ticket_outage add column told_at timestamptz;
update ticket_outage set told_at = drained_at;
