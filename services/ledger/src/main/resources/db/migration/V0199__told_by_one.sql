-- Who is about to tell says so first, so that no other server tells it meanwhile: a claim, void at its time; null once it's told.
-- Marks of what was told stay for a while: a server that stood still comes back with events that are long told.
alter table told_outside
  add column at timestamptz not null default now(),
  add column claimed_until timestamptz;
