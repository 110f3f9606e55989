-- Targets that an ended remediation holds still, since what it began may take effect late; null for none.
alter table view_remediation add column held text[];
create index view_remediation_held on view_remediation (position) where held is not null;
