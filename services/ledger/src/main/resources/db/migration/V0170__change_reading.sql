-- What was done to a change so that it could be kept; empty of one that came as it should.
alter table view_change add column named_by text;
alter table view_change add column adjustments text;
create index view_change_reading on view_change (at) where named_by is not null;
