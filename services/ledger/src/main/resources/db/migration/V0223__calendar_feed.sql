-- How far each calendar is that another program keeps: what was taken from it, what wasn't, and since
-- when it fails. Written by who asks it, so that all servers and the next start know the same.
create table calendar_feed (
  calendar      text primary key,
  taken         text,          -- the digest of what was taken last, also where people changed it since
  refused       text,          -- what it says and may not say: the digest, and what it may
  failing_since timestamptz,   -- null while it works
  told          text,          -- what of it was told while it fails: unread, or what was refused
  told_at       timestamptz    -- when a failure was told last, in whatever time of failing
);
