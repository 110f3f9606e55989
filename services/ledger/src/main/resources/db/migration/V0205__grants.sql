-- Who holds which role where, from when until when, and who gave it: those of the past too, so that it can be told who
-- could do what at any time. A role without bounds is one of them; the id of those follows from who holds it.
create table grant_fact (
  grant_id     text not null,
  holder       text not null,   -- a principal or a group
  role         text not null,
  team         text,
  environment  text,
  service      text,
  action_class text,
  begins_at    timestamptz,
  ends_at      timestamptz,
  given_at     timestamptz not null,
  given_by     text not null,
  confirmed_by text,
  revoked_at   timestamptz,
  revoked_by   text,
  primary key (grant_id, given_at)
);
create index grant_of_holder on grant_fact (holder) where revoked_at is null;

create table group_fact (
  group_id   text primary key,
  title      text not null,
  created_at timestamptz not null
);

create table group_member (
  group_id     text not null,
  principal    text not null,
  added_at     timestamptz not null,
  added_by     text not null,
  confirmed_by text,
  removed_at   timestamptz,
  removed_by   text,
  primary key (group_id, principal, added_at)
);
create index group_of_member on group_member (principal) where removed_at is null;

insert into grant_fact (grant_id, holder, role, given_at, given_by, revoked_at, revoked_by)
select 'grt_' || substr(encode(sha256(convert_to(
      '{"principal":' || to_json(given.holder) || ',"role":"' || given.role || '","t":"countersign-role/1"}', 'UTF8')), 'hex'), 1, 20),
  given.holder, given.role, given.at, given.actor, taken.at, taken.actor
from (
  select aggregate_id as holder, role, recorded_at::timestamptz as at, event_actor(meta_data) as actor, global_index
  from event, json_array_elements_text(payload::json -> 'roles') as role
  where payload_type = 'access.principal-registered'
  union all
  select aggregate_id, payload::json ->> 'role', recorded_at::timestamptz, event_actor(meta_data), global_index
  from event where payload_type = 'access.role-granted') given
left join lateral (
  select recorded_at::timestamptz as at, event_actor(meta_data) as actor
  from event e
  where e.aggregate_id = given.holder and e.global_index > given.global_index
    and (e.payload_type = 'access.principal-disabled'
      or e.payload_type = 'access.role-revoked' and e.payload::json ->> 'role' = given.role)
  order by e.global_index limit 1) taken on true
on conflict do nothing;

-- Those held everywhere and for good.
drop table role_fact;
create view role_fact as
  select holder as principal, role from grant_fact
  where revoked_at is null and begins_at is null and ends_at is null
    and team is null and environment is null and service is null and action_class is null;
