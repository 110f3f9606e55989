-- Whose address in another system is whose. The address itself lies in blob, under this digest, and can be erased.
create table identity_fact (
  identity       text primary key,
  principal      text not null,
  address_digest text not null,
  added_by       text not null,
  added_at       timestamptz not null
);
create index identity_fact_principal on identity_fact (principal);
create view identity_address as
  select i.identity, i.principal, convert_from(b.content, 'UTF8') as address
  from identity_fact i join blob b on b.digest = i.address_digest
  where b.content is not null;

-- Who is told to have made which change: the blob's digest.
create table change_author_fact (
  change       text not null,
  feed         text not null,
  entity       text not null,
  reference    text,
  to_version   text,
  actor_digest text not null,
  primary key (change)
);
create index change_author_fact_reference on change_author_fact (reference);
create index change_author_fact_release on change_author_fact (entity, to_version);
insert into change_author_fact (change, feed, entity, reference, to_version, actor_digest)
  select key, feed, entity, reference, to_version, actor_digest from view_change
  where actor_digest is not null;

-- Which release each diagnosis holds to be the cause.
create table blamed_change_fact (
  incident   text not null,
  diagnosis  integer not null,
  entity     text not null,
  reference  text,
  to_version text,
  primary key (incident, diagnosis)
);
insert into blamed_change_fact (incident, diagnosis, entity, reference, to_version)
  select made ->> 'incident', (made -> 'diagnosis' ->> 'number')::integer,
    made -> 'diagnosis' -> 'causes' -> 0 ->> 'entity',
    made -> 'diagnosis' -> 'causes' -> 0 ->> 'change',
    made -> 'diagnosis' -> 'causes' -> 0 ->> 'toVersion'
  from (select payload::jsonb as made from event where payload_type = 'incident.diagnosis-made') e
  where (made -> 'diagnosis' ->> 'decided')::boolean
    and (made -> 'diagnosis' -> 'causes' -> 0 ->> 'change') is not null
  on conflict do nothing;
