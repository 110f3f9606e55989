-- Who is missing where fewer people could approve than are asked for, in words; null where enough could.
alter table view_remediation add column shortfall text;
