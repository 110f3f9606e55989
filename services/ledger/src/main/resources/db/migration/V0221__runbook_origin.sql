-- Which bundles brought a runbook's content, and whose word that is: nobody's for the first one. What took effect before
-- this was recorded has no row: nobody is known to have written it.
create table runbook_origin (
  content text not null,
  bundle  text not null references policy_bundle,
  runbook text not null,
  authors text[] not null,
  primary key (content, bundle)
);
