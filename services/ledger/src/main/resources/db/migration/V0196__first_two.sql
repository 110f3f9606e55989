-- With whom the principal of bootstrap_ended counts as two: so far it was who had invited them.
alter table bootstrap_ended add column other text;
update bootstrap_ended b set other = p.credential_by from principal_fact p where p.principal = b.principal;
