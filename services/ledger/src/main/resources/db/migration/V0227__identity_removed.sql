-- Who held an address goes on counting as the author of what was told of it until some time after it was taken from them.
alter table identity_fact add column removed_at timestamptz;
create or replace view identity_address as
  select i.identity, i.principal, convert_from(b.content, 'UTF8') as address
  from identity_fact i join blob b on b.digest = i.address_digest
  where b.content is not null and i.removed_at is null;
-- Null for those from before this was kept: they count as told long ago.
alter table change_author_fact add column told_at timestamptz;
