-- What is published, on which terms, and who may use it.

create table api (
  id          uuid primary key,
  tenant_id   uuid not null references tenant (id),
  slug        text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name        text not null check (length(trim(name)) between 1 and 120),
  summary     text not null default '' check (length(summary) <= 300),
  description text not null default '',
  version     text not null default '1' check (length(version) between 1 and 40),
  kind        text not null check (kind in ('ai', 'rest')),
  lifecycle   text not null default 'draft' check (lifecycle in ('draft', 'published', 'deprecated', 'retired')),
  visibility  text not null default 'public' check (visibility in ('public', 'private')),
  base_path   text not null unique check (base_path ~ '^/[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9._~-]+)*$'),
  successor   uuid references api (id),
  openapi     text,
  created_at  timestamptz not null,
  published_at timestamptz
);
create index api_tenant on api (tenant_id);

create table api_model (
  api_id   uuid not null references api (id) on delete cascade,
  model_id uuid not null references model (id),
  primary key (api_id, model_id)
);
create index api_model_model on api_model (model_id);

create table plan (
  id                  uuid primary key,
  api_id              uuid not null references api (id),
  slug                text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name                text not null check (length(trim(name)) between 1 and 120),
  description         text not null default '',
  approval            text not null check (approval in ('automatic', 'manual')),
  requests_per_minute integer check (requests_per_minute > 0),
  tokens_per_minute   integer check (tokens_per_minute > 0),
  status              text not null default 'active' check (status in ('active', 'closed')),
  created_at          timestamptz not null,
  unique (api_id, slug),
  unique (id, api_id)
);

-- No row: the plan offers every model of its API.
create table plan_model (
  plan_id  uuid not null references plan (id) on delete cascade,
  model_id uuid not null references model (id),
  primary key (plan_id, model_id)
);
create index plan_model_model on plan_model (model_id);

-- A REST API's way to its upstream. The path is matched below the API's base path.
create table route (
  id                    uuid primary key,
  api_id                uuid not null references api (id) on delete cascade,
  path                  text not null check (path ~ '^/'),
  methods               text[] not null default '{}',
  upstream_url          text not null check (upstream_url ~ '^https?://'),
  rewrite_pattern       text,
  rewrite_replacement   text,
  request_headers       jsonb not null default '{}',
  timeout_ms            integer not null default 30000 check (timeout_ms between 1 and 600000),
  allow_private_network boolean not null default false,
  created_at            timestamptz not null,
  unique (api_id, path, methods),
  check ((rewrite_pattern is null) = (rewrite_replacement is null))
);

create table application (
  id          uuid primary key,
  tenant_id   uuid not null references tenant (id),
  name        text not null check (length(trim(name)) between 1 and 120),
  description text not null default '',
  status      text not null default 'active' check (status in ('active', 'disabled')),
  created_by  uuid references app_user (id),
  created_at  timestamptz not null,
  unique (tenant_id, name),
  unique (id, tenant_id)
);

-- A lookup prefix to show and an HMAC to compare: a dump of this table opens nothing.
create table credential (
  id             uuid primary key,
  application_id uuid not null references application (id),
  name           text not null check (length(trim(name)) between 1 and 120),
  prefix         text not null,
  hash           bytea not null unique check (length(hash) = 32),
  created_by     uuid references app_user (id),
  created_at     timestamptz not null,
  expires_at     timestamptz,
  revoked_at     timestamptz,
  last_used_at   timestamptz
);
create index credential_application on credential (application_id);

-- Both tenants stand in the row, tied to the application and the API they come from.
alter table api add constraint api_id_tenant unique (id, tenant_id);
create table subscription (
  id              uuid primary key,
  application_id  uuid not null,
  tenant_id       uuid not null,
  api_id          uuid not null,
  owner_tenant_id uuid not null,
  plan_id         uuid not null,
  status          text not null check (status in ('pending', 'approved', 'rejected', 'suspended', 'closed')),
  purpose         text not null default '' check (length(purpose) <= 2000),
  reason          text,
  requested_by    uuid references app_user (id),
  requested_at    timestamptz not null,
  decided_by      uuid references app_user (id),
  decided_at      timestamptz,
  foreign key (application_id, tenant_id) references application (id, tenant_id),
  foreign key (api_id, owner_tenant_id) references api (id, tenant_id),
  foreign key (plan_id, api_id) references plan (id, api_id),
  check (status <> 'rejected' or length(trim(reason)) > 0)
);
create unique index subscription_live on subscription (application_id, api_id) where status in ('pending', 'approved', 'suspended');
create index subscription_tenant on subscription (tenant_id);
create index subscription_owner on subscription (owner_tenant_id, status);
create index subscription_plan on subscription (plan_id);

create table subscription_event (
  id              uuid primary key,
  subscription_id uuid not null references subscription (id) on delete cascade,
  status          text not null check (status in ('pending', 'approved', 'rejected', 'suspended', 'closed')),
  actor_id        uuid references app_user (id),
  note            text,
  occurred_at     timestamptz not null
);
create index subscription_event_subscription on subscription_event (subscription_id, occurred_at);
