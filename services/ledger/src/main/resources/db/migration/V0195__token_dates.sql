-- When a token was made, and about when it was last shown; null in those from before, and in those never shown.
alter table token_secret add column created_at timestamptz;
alter table token_secret alter column created_at set default now();
alter table token_secret add column used_at timestamptz;
