-- A grown ledger: 3,000,000 entries of 30 days, the sums of 200 pairs of an application and a model for each of
-- their quarters of an hour, 1,000,000 entries of the audit trail, and what the portal's questions cost. For a scratch
-- database that has Tollgate's schema and nothing in it:
--   psql -q "$SCRATCH" -f benchmarks/src/main/sql/grown-ledger.sql | grep -E '^==|Execution'

select ensure_ledger_partitions(timestamptz '2026-10-15 00:00Z');
insert into ledger_entry (
  request_id, started_at, node, tenant_id, owner_tenant_id, application_id, credential_id, subscription_id, api_id,
  operation, streamed, original_model, request_model, model_id, provider_id, outcome, http_status, error_code,
  usage_source, input, output, currency, cost_nanos, gateway_micros, total_micros)
select
  gen_random_uuid(),
  timestamptz '2026-10-20 00:00Z' + i * interval '0.864 seconds',
  'n1',
  md5('tenant' || t)::uuid,
  md5('tenant' || (t % 10))::uuid,
  md5('app' || t || '-' || (i % 5))::uuid,
  md5('key' || t || '-' || (i % 5))::uuid,
  null,
  md5('api' || (t % 10) || '-' || (i % 3))::uuid,
  'chat', i % 2 = 0, 'model-' || (i % 20), 'up', md5('model' || (i % 20))::uuid, md5('p' || (i % 4))::uuid,
  case when i % 100 = 0 then 'failed' when i % 50 = 1 then 'refused' else 'completed' end,
  case when i % 100 = 0 then 502 when i % 50 = 1 then 429 when i = 1500007 then 413 else 200 end,
  null, 'provider', 800, 200, 'USD', 12345, 200, 900000
from (
  select i, case when i % 10 = 0 then 0 else (hashint4(i) & 2147483647) % 200 end as t from generate_series(1, 3000000) i
) numbered;
-- 200 pairs of an application and a model, every quarter of 30 days.
insert into usage_rollup (
  bucket_start, tenant_id, owner_tenant_id, application_id, credential_id, api_id, model, provider_id, currency,
  requests, failed, refused, unpriced, estimated, input, cache_read, cache_write, output, reasoning, audio_input,
  audio_output, image, cost_nanos)
select
  timestamptz '2026-10-20 00:00Z' + q * interval '15 minutes',
  md5('tenant' || t)::uuid, md5('tenant' || (t % 10))::uuid, md5('app' || a)::uuid, md5('key' || a)::uuid,
  md5('api' || (t % 10))::uuid, 'model-' || m, md5('p' || (m % 4))::uuid, 'USD',
  5, 0, 0, 0, 0, 4000, 0, 0, 1000, 0, 0, 0, 0, 61725
from generate_series(0, 2879) q cross join generate_series(0, 39) a cross join generate_series(0, 4) m
cross join lateral (select case when a < 10 then 0 else a - 9 end as t) owned;
insert into audit_entry
select n, timestamptz '2026-01-01 00:00Z' + n * interval '25 seconds', null,
  case when n % 200000 = 7 then 'grace@example.com' else 'person' || n % 1000 || '@example.com' end,
  ('00000000-0000-0000-0000-' || lpad((n % 100)::text, 12, '0'))::uuid,
  case when n % 150000 = 9 then 'provider.secret-replaced' when n % 3 = 0 then 'subscription.approved' else 'plan.edited' end,
  'plan', 'object-' || n % 100000, '{"name":"before"}', '{"name":"after"}', 'x', sha256(n::text::bytea)
from generate_series(1, 1000000) n;
vacuum analyze;

\pset tuples_only on
\set explain 'explain (analyze, buffers, costs off)'
\echo == request log: status 413 platform
:explain
select *
from ledger_entry
where started_at >= '2026-10-20' and started_at < '2026-11-19' and http_status = 413
order by started_at desc, request_id desc limit 51;
\echo == request log: status 404 platform (none)
:explain
select *
from ledger_entry
where started_at >= '2026-10-20' and started_at < '2026-11-19' and http_status = 404
order by started_at desc, request_id desc limit 51;
\echo == request log: status 404 large tenant (none)
:explain
select *
from ledger_entry
where tenant_id = md5('tenant0')::uuid and started_at >= '2026-10-20' and started_at < '2026-11-19' and http_status = 404
order by started_at desc, request_id desc limit 51;
\echo == request log: status 404 small tenant (none)
:explain
select *
from ledger_entry
where tenant_id = md5('tenant77')::uuid and started_at >= '2026-10-20' and started_at < '2026-11-19' and http_status = 404
order by started_at desc, request_id desc limit 51;
\echo == request log: status 429 small tenant
:explain
select *
from ledger_entry
where tenant_id = md5('tenant77')::uuid and started_at >= '2026-10-20' and started_at < '2026-11-19' and http_status = 429
order by started_at desc, request_id desc limit 51;
\echo == request log: api without calls platform
:explain
select *
from ledger_entry
where started_at >= '2026-10-20' and started_at < '2026-11-19' and api_id = md5('nothing')::uuid
order by started_at desc, request_id desc limit 51;
\echo == request log: api without calls owner
:explain
select *
from ledger_entry
where owner_tenant_id = md5('tenant0')::uuid and started_at >= '2026-10-20' and started_at < '2026-11-19' and api_id = md5('nothing')::uuid
order by started_at desc, request_id desc limit 51;
\echo == request log: api without calls large tenant
:explain
select *
from ledger_entry
where tenant_id = md5('tenant0')::uuid and started_at >= '2026-10-20' and started_at < '2026-11-19' and api_id = md5('nothing')::uuid
order by started_at desc, request_id desc limit 51;
\echo == request log: status 200 with page
:explain
select *
from ledger_entry
where started_at >= '2026-10-20' and started_at < '2026-11-19' and http_status = 200
order by started_at desc, request_id desc limit 51;
\set sums 'sum(requests) as requests, sum(failed) as failed, sum(refused) as refused, sum(unpriced) as unpriced, sum(estimated) as estimated, sum(input) as input, sum(cache_read) as cache_read, sum(cache_write) as cache_write, sum(output) as output, sum(reasoning) as reasoning, sum(audio_input) as audio_input, sum(audio_output) as audio_output, sum(image) as image, sum(cache_write_hour) as cache_write_hour, sum(audio_seconds) as audio_seconds, sum(search_units) as search_units, sum(cost_nanos) as cost_nanos'
\set days 'array(select d from generate_series(timestamptz \'2026-10-20\', timestamptz \'2026-11-18\', interval \'1 day\') d)'
\set whole 'array[timestamptz \'2026-10-20\']'
\echo == usage: platform, by model, daily
:explain
select width_bucket(bucket_start, :days) as period, model as category, currency, :sums
from usage_rollup
where bucket_start >= '2026-10-20' and bucket_start < '2026-11-19'
group by 1,2,3;
\echo == usage: platform, whole
:explain
select width_bucket(bucket_start, :whole) as period, model as category, currency, :sums
from usage_rollup
where bucket_start >= '2026-10-20' and bucket_start < '2026-11-19'
group by 1,2,3;
\echo == usage: large tenant, by model, daily
:explain
select width_bucket(bucket_start, :days) as period, model as category, currency, :sums
from usage_rollup
where tenant_id = md5('tenant0')::uuid and bucket_start >= '2026-10-20' and bucket_start < '2026-11-19'
group by 1,2,3;
\echo == usage: large tenant, whole
:explain
select width_bucket(bucket_start, :whole) as period, model as category, currency, :sums
from usage_rollup
where tenant_id = md5('tenant0')::uuid and bucket_start >= '2026-10-20' and bucket_start < '2026-11-19'
group by 1,2,3;
\echo == usage: small tenant, by model, daily
:explain
select width_bucket(bucket_start, :days) as period, model as category, currency, :sums
from usage_rollup
where tenant_id = md5('tenant7')::uuid and bucket_start >= '2026-10-20' and bucket_start < '2026-11-19'
group by 1,2,3;
\echo == usage: owner, by application, whole
:explain
select width_bucket(bucket_start, :whole) as period, application_id::text as category, currency, :sums
from usage_rollup
where owner_tenant_id = md5('tenant0')::uuid and bucket_start >= '2026-10-20' and bucket_start < '2026-11-19'
group by 1,2,3;
\set actor 'lower(actor) like \'%\' || lower(:\'who\') || \'%\''
\set action 'translate(lower(action), \'._-\', \'   \') like \'%\' || translate(lower(:\'what\'), \'._-\', \'   \') || \'%\''
\set who grace@
\set what secret
\echo == audit: newest
:explain select * from audit_entry where sequence < 9223372036854775807 order by sequence desc limit 51;
\echo == audit: middle
:explain select * from audit_entry where sequence < 500000 order by sequence desc limit 51;
\echo == audit: rare person
:explain select * from audit_entry where sequence < 9223372036854775807 and :actor order by sequence desc limit 51;
\echo == audit: rare action
:explain select * from audit_entry where sequence < 9223372036854775807 and :action order by sequence desc limit 51;
\set who nobody
\echo == audit: no person
:explain select * from audit_entry where sequence < 9223372036854775807 and :actor order by sequence desc limit 51;
\set who person77
\set what approved
\echo == audit: person of many and a frequent action
:explain
select *
from audit_entry
where sequence < 9223372036854775807 and :actor and :action
order by sequence desc limit 51;
\set what secret
\echo == audit: person of many and a rare action (none)
:explain
select *
from audit_entry
where sequence < 9223372036854775807 and :actor and :action
order by sequence desc limit 51;
\set who e
\echo == audit: one letter
:explain select * from audit_entry where sequence < 9223372036854775807 and :actor order by sequence desc limit 51;
\set who zq
\echo == audit: two letters that nobody has
:explain select * from audit_entry where sequence < 9223372036854775807 and :actor order by sequence desc limit 51;
\set who example
\echo == audit: tenant, frequent name
:explain
select *
from audit_entry
where sequence < 9223372036854775807 and tenant_id = '00000000-0000-0000-0000-000000000007' and :actor
order by sequence desc limit 51;
\set who grace@
\echo == audit: tenant, rare name
:explain
select *
from audit_entry
where sequence < 9223372036854775807 and tenant_id = '00000000-0000-0000-0000-000000000008' and :actor
order by sequence desc limit 51;
\set who zq
\echo == audit: tenant, two letters that nobody has
:explain
select *
from audit_entry
where sequence < 9223372036854775807 and tenant_id = '00000000-0000-0000-0000-000000000008' and :actor
order by sequence desc limit 51;
\echo == audit: a day, person of none
:explain
select *
from audit_entry
where sequence < 9223372036854775807 and :actor and occurred_at >= '2026-05-01' and sequence > coalesce((
        select sequence from audit_entry where occurred_at < timestamptz '2026-05-01' - interval '1 hour'
        order by occurred_at desc limit 1), 0) and occurred_at < '2026-05-02' and sequence < coalesce((
        select sequence from audit_entry where occurred_at >= timestamptz '2026-05-02' + interval '1 hour'
        order by occurred_at limit 1), 9223372036854775807) order by sequence desc limit 51;
\echo == audit: object
:explain
select *
from audit_entry
where sequence < 9223372036854775807 and object_id = 'object-77'
order by sequence desc limit 51;
\echo == home: failures of a small tenant, 7 days
:explain
select *
from ledger_entry
where tenant_id = md5('tenant77')::uuid and started_at >= '2026-11-12' and started_at < '2026-11-19' and outcome = 'failed'
order by started_at desc, request_id desc limit 5;
\echo == home: failures of the large tenant, 7 days
:explain
select *
from ledger_entry
where tenant_id = md5('tenant0')::uuid and started_at >= '2026-11-12' and started_at < '2026-11-19' and outcome = 'failed'
order by started_at desc, request_id desc limit 5;
\echo == home: failures of the large tenant, of which there are none
:explain
select *
from ledger_entry
where tenant_id = md5('tenant0')::uuid and started_at >= '2026-11-12' and started_at < '2026-11-19' and outcome = 'interrupted'
order by started_at desc, request_id desc limit 5;
\echo == home: sums of 7 days large
:explain
select sum(requests), sum(failed), sum(input), sum(output), sum(cost_nanos)
from usage_rollup
where tenant_id = md5('tenant0')::uuid and bucket_start >= '2026-11-12' and bucket_start < '2026-11-19';
\echo == overview: failures of the platform
:explain
select *
from ledger_entry
where started_at >= '2026-11-17' and started_at < '2026-11-19' and outcome = 'failed'
order by started_at desc, request_id desc limit 8;
