-- What was consumed. One row per authenticated request, written once, never changed.
-- Ids have no foreign keys: an entry outlives what it names, and is written when that may already be gone.

create table ledger_entry (
  request_id        uuid not null,
  started_at        timestamptz not null,
  client_request_id text,
  node              text not null,
  tenant_id         uuid not null,
  owner_tenant_id   uuid,
  application_id    uuid not null,
  credential_id     uuid not null,
  subscription_id   uuid,
  api_id            uuid,
  plan_id           uuid,
  operation         text not null,
  streamed          boolean not null,
  original_model    text,
  request_model     text,
  response_model    text,
  model_id          uuid,
  deployment_id     uuid,
  provider_id       uuid,
  outcome           text not null check (outcome in ('completed', 'refused', 'failed', 'cancelled', 'interrupted')),
  http_status       integer not null,
  error_code        text,
  finish_reason     text,
  usage_source      text not null check (usage_source in ('provider', 'estimated', 'none')),
  input             bigint not null default 0,
  cache_read        bigint not null default 0,
  cache_write       bigint not null default 0,
  output            bigint not null default 0,
  reasoning         bigint not null default 0,
  audio_input       bigint not null default 0,
  audio_output      bigint not null default 0,
  image             bigint not null default 0,
  price_id          uuid,
  currency          text,
  cost_nanos        bigint,
  attempts          jsonb not null default '[]',
  explanation       jsonb not null default '{}',
  gateway_micros    bigint not null,
  first_token_micros bigint,
  total_micros      bigint not null,
  primary key (started_at, request_id),
  check ((cost_nanos is null) = (currency is null))
) partition by range (started_at);

create index ledger_entry_tenant on ledger_entry (tenant_id, started_at desc, request_id desc);
create index ledger_entry_owner on ledger_entry (owner_tenant_id, started_at desc, request_id desc);
create index ledger_entry_request on ledger_entry (request_id);

create table ledger_entry_default partition of ledger_entry default;

-- Creates the partitions of the given month and the two after it. Safe to call at any time, by any node.
create function ensure_ledger_partitions(moment timestamptz) returns void language plpgsql as $$
declare
  month_start timestamptz;
  month_end   timestamptz;
begin
  perform pg_advisory_xact_lock(hashtext('ledger_partitions'));
  for i in 0..2 loop
    month_start := (date_trunc('month', moment at time zone 'UTC') + make_interval(months => i)) at time zone 'UTC';
    month_end   := (date_trunc('month', moment at time zone 'UTC') + make_interval(months => i + 1)) at time zone 'UTC';
    execute format(
      'create table if not exists %I partition of ledger_entry for values from (%L) to (%L)',
      'ledger_entry_' || to_char(month_start at time zone 'UTC', 'YYYY_MM'), month_start, month_end);
  end loop;
end
$$;
select ensure_ledger_partitions(now());

-- Sums per quarter of an hour in UTC: every time zone of the world is a multiple of it away.
create table usage_rollup (
  bucket_start    timestamptz not null,
  tenant_id       uuid not null,
  owner_tenant_id uuid,
  application_id  uuid not null,
  credential_id   uuid not null,
  api_id          uuid,
  model           text,
  provider_id     uuid,
  currency        text,
  requests        bigint not null,
  failed          bigint not null,
  refused         bigint not null,
  unpriced        bigint not null,
  estimated       bigint not null,
  input           bigint not null,
  cache_read      bigint not null,
  cache_write     bigint not null,
  output          bigint not null,
  reasoning       bigint not null,
  audio_input     bigint not null,
  audio_output    bigint not null,
  image           bigint not null,
  cost_nanos      bigint not null,
  unique nulls not distinct (bucket_start, tenant_id, owner_tenant_id, application_id, credential_id, api_id, model, provider_id, currency)
);
create index usage_rollup_tenant on usage_rollup (tenant_id, bucket_start);
create index usage_rollup_owner on usage_rollup (owner_tenant_id, bucket_start);
