-- Long lists: 100,000 of each thing that a page of the portal lists, and what its questions cost. For a scratch
-- database that has Tollgate's schema and nothing in it:
--   psql -q "$SCRATCH" -f benchmarks/src/main/sql/long-lists.sql | grep -E '^==|Execution'

insert into tenant (id, slug, name, kind, created_at)
select md5('tenant' || n)::uuid, 'tenant-' || n, 'Tenant ' || n, 'team', now() from generate_series(1, 100000) n;
insert into app_user (id, email, display_name, created_at)
select md5('user' || n)::uuid, 'user' || n || '@example.com', 'User ' || n, now() from generate_series(1, 100000) n;
insert into membership (tenant_id, user_id, role, created_at)
select md5('tenant1')::uuid, md5('user' || n)::uuid, 'developer', now() + n * interval '1 second'
from generate_series(1, 100000) n;
insert into application (id, tenant_id, name, created_at)
select md5('app' || n)::uuid, md5('tenant1')::uuid, 'Application ' || n, now() from generate_series(1, 100000) n;
insert into api (id, tenant_id, slug, name, kind, base_path, lifecycle, created_at)
values (md5('api')::uuid, md5('tenant2')::uuid, 'api', 'Weather', 'rest', '/weather', 'published', now());
insert into plan (id, api_id, slug, name, approval, created_at)
values (md5('plan')::uuid, md5('api')::uuid, 'standard', 'Standard', 'manual', now());
insert into subscription (
  id, application_id, tenant_id, api_id, owner_tenant_id, plan_id, status, reason, requested_at)
select
  md5('subscription' || n)::uuid, md5('app' || n)::uuid, md5('tenant1')::uuid, md5('api')::uuid,
  md5('tenant2')::uuid, md5('plan')::uuid,
  case when n % 10 = 0 then 'pending' when n % 10 = 1 then 'rejected' else 'approved' end, 'why',
  now() - n * interval '1 second'
from generate_series(1, 100000) n;
vacuum analyze;

\pset tuples_only on
\set explain 'explain (analyze, buffers, costs off)'
\echo == subscriptions of a tenant, first page
:explain
select *
from subscription
where tenant_id = md5('tenant1')::uuid
order by requested_at desc, id desc limit 51;
\echo == subscriptions of a tenant, a page in the middle
:explain
select *
from subscription
where tenant_id = md5('tenant1')::uuid and (requested_at, id) < (select requested_at, id
from subscription
where id = md5('subscription50000')::uuid and tenant_id = md5('tenant1')::uuid)
order by requested_at desc, id desc limit 51;
\echo == subscriptions of a tenant, a name that nothing has
:explain
select *
from subscription
where tenant_id = md5('tenant1')::uuid and (api_id in (select id
from api
where strpos(lower(name), lower('nobody')) > 0)
        or application_id in (
          select id from application where strpos(lower(name), lower('nobody')) > 0)) order by requested_at desc, id desc limit 51;
\echo == subscriptions of a tenant, a state that none is in
:explain
select *
from subscription
where tenant_id = md5('tenant1')::uuid and status in ('closed')
order by requested_at desc, id desc limit 51;
\echo == grants of a publisher, a page in the middle
:explain
select *
from subscription
where owner_tenant_id = md5('tenant2')::uuid and (requested_at, id) < (select requested_at, id
from subscription
where id = md5('subscription50000')::uuid and owner_tenant_id = md5('tenant2')::uuid)
order by requested_at desc, id desc limit 51;
\echo == requests that wait, a page in the middle: platform
:explain
select *
from subscription
where status in ('pending') and (requested_at, id) > (select requested_at, id
from subscription
where id = md5('subscription50000')::uuid)
order by requested_at, id limit 26;
\echo == requests that wait, first page: a publisher
:explain
select *
from subscription
where owner_tenant_id = md5('tenant2')::uuid and status in ('pending')
order by requested_at, id limit 26;
\echo == requests that wait, first page: two publishers
:explain
select *
from subscription
where owner_tenant_id = any(array[md5('tenant2')::uuid, md5('tenant3')::uuid]) and status in ('pending')
order by requested_at, id limit 26;
\echo == the number in the sidebar: platform
:explain select count(*) from (select from subscription where status in ('pending') limit 100) counted;
\echo == the number in the sidebar: a publisher
:explain
select count(*)
from (select
from subscription
where owner_tenant_id = md5('tenant2')::uuid and status in ('pending') limit 100) counted;
\echo == the number in the sidebar: a publisher without requests
:explain
select count(*)
from (select
from subscription
where owner_tenant_id = md5('tenant9')::uuid and status in ('pending') limit 100) counted;
\echo == subscriptions that a change of a plan affects
:explain
select count(*)
from (select
from subscription
where owner_tenant_id = md5('tenant2')::uuid and status in ('pending','approved','suspended') and plan_id = md5('plan')::uuid limit 2147483647) counted;
\echo == the newest 1,000 that have a plan
:explain
select *
from subscription
where owner_tenant_id = md5('tenant2')::uuid and status in ('approved') and plan_id = md5('plan')::uuid
order by requested_at desc, id desc limit 1000;
\echo == how far a tenant has come with an API
:explain select newest.*
      from unnest(array[md5('tenant1')::uuid]) as asked_tenant (id)
      cross join unnest(array[md5('api')::uuid]) as asked_api (id)
      cross join unnest(array['pending','approved','suspended']) as asked_state (word)
      cross join lateral (
        select * from subscription
        where tenant_id = asked_tenant.id and api_id = asked_api.id and status = asked_state.word
        order by requested_at desc, id desc limit 1
      ) newest;
\echo == subscriptions of 50 applications, counted
:explain
select application_id, count(*) as subscriptions
from subscription
where application_id = any(array(select id
from application
where tenant_id = md5('tenant1')::uuid
order by name limit 50))
group by application_id;
\echo == applications of a tenant, a page in the middle
:explain
select *
from application
where tenant_id = md5('tenant1')::uuid and name > (select name
from application
where id = md5('app50000')::uuid and tenant_id = md5('tenant1')::uuid)
order by name limit 51;
\echo == applications of a tenant, a name that none has
:explain
select *
from application
where tenant_id = md5('tenant1')::uuid and strpos(lower(name), lower('nobody')) > 0
order by name limit 51;
\echo == tenants, a page in the middle
:explain
select *
from tenant
where (name, id) > (select name, id
from tenant
where id = md5('tenant50000')::uuid)
order by name, id limit 51;
\echo == tenants, a name that none has
:explain
select *
from tenant
where (strpos(lower(name), lower('nobody')) > 0 or strpos(slug, lower('nobody')) > 0)
order by name, id limit 51;
\echo == members of a tenant, a page in the middle
:explain
select *
from membership
where tenant_id = md5('tenant1')::uuid and (created_at, user_id) > (select created_at, user_id
from membership
where user_id = md5('user50000')::uuid and tenant_id = md5('tenant1')::uuid)
order by created_at, user_id limit 51;
\echo == members of a tenant, a name that nobody has
:explain select * from membership where tenant_id = md5('tenant1')::uuid and (user_id in (
  select id from app_user
  where strpos(lower(display_name), lower('nobody')) > 0 or strpos(email, lower('nobody')) > 0
)) is true order by created_at, user_id limit 51;
