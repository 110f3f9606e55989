-- What may go is found by its age, a few rows at a time.
alter table session_secret add column stored_at timestamptz not null default now();
create index session_secret_by_age on session_secret (stored_at);
create index session_fact_by_end on session_fact (expires_at);

-- Of a refusal that is recorded once an hour or a minute the key says that it was: then it's spent.
-- Other keys stay, since a change of last year may be told again.
alter table fact_key add column kept_at timestamptz not null default now();
create index fact_key_spent on fact_key (kept_at)
  where type in ('access.attempt-refused', 'intake.refused', 'intake.truncated');
