-- A ticket waits in one outage: in the next it waits anew, and what the first one's report counts of it
-- stays that one's.
alter table ticket_backlog add column began_at timestamptz;
update ticket_backlog b set began_at = coalesce(
  (select o.began_at from ticket_outage o where o.system = b.system and o.ended_at = b.ended_at),
  (select p.failing_since from ticket_poll p where p.system = b.system and b.ended_at is null),
  b.ended_at);
delete from ticket_backlog where began_at is null;
alter table ticket_backlog drop constraint ticket_backlog_pkey;
alter table ticket_backlog add primary key (system, began_at, link);
create index ticket_backlog_link on ticket_backlog (link);

-- Which reading of a system's changes it is: whoever reads on after its time was over moves nothing.
alter table ticket_poll add column claim bigint not null default 0;
