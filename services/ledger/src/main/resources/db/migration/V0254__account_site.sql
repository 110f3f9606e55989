-- An account is one person's through whichever connection to its site.
create index linked_account_site on linked_account (workspace, account) where ended_at is null;
