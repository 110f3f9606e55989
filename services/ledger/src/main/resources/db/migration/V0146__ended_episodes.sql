-- Episodes that another one of their alert came after: nothing is decided by them any more.
create index alert_seen_over on alert_seen (last_seen) where not last;
