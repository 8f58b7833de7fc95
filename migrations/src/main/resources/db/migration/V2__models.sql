-- What can be called: providers, models, their deployments and prices.

create table provider (
  id                    uuid primary key,
  slug                  text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name                  text not null check (length(trim(name)) between 1 and 120),
  wire_format           text not null check (wire_format in ('openai', 'anthropic', 'gemini', 'bedrock', 'cohere', 'ollama',
                                                                'elevenlabs', 'deepgram', 'stability')),
  vendor                text not null,
  base_url              text not null check (base_url ~ '^https?://'),
  auth_style            text not null check (auth_style in ('none', 'bearer', 'header', 'query', 'sigv4')),
  auth_header           text,
  encrypted_secret      text,
  secret_hint           text,
  region                text,
  settings              jsonb not null default '{}',
  allow_private_network boolean not null default false,
  status                text not null default 'active' check (status in ('active', 'disabled')),
  created_at            timestamptz not null,
  check (auth_style <> 'header' or auth_header is not null)
);

create table model (
  id             uuid primary key,
  name           text not null unique check (length(name) between 1 and 200 and name = trim(name)),
  description    text not null default '',
  context_window integer check (context_window > 0),
  max_output     integer check (max_output > 0),
  capabilities   text[] not null default '{}',
  strategy       text not null default 'priority' check (strategy in ('priority', 'weighted')),
  status         text not null default 'active' check (status in ('active', 'disabled')),
  created_at     timestamptz not null
);

create table deployment (
  id             uuid primary key,
  model_id       uuid not null references model (id),
  provider_id    uuid not null references provider (id),
  upstream_model text not null check (length(upstream_model) between 1 and 400),
  priority       integer not null default 0 check (priority >= 0),
  weight         integer not null default 1 check (weight between 1 and 1000),
  status         text not null default 'active' check (status in ('active', 'disabled')),
  created_at     timestamptz not null,
  unique (model_id, provider_id, upstream_model)
);
create index deployment_provider on deployment (provider_id);

-- Nano-units of the currency per million units of a bucket. A null bucket has no price of its own:
-- it falls back to the bucket it is part of (cache and audio and image to input, reasoning to output).
create table price (
  id             uuid primary key,
  model_id       uuid not null references model (id),
  deployment_id  uuid references deployment (id),
  currency       text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  effective_from timestamptz not null,
  input          bigint not null check (input >= 0),
  output         bigint not null check (output >= 0),
  cache_read     bigint check (cache_read >= 0),
  cache_write    bigint check (cache_write >= 0),
  reasoning      bigint check (reasoning >= 0),
  audio_input    bigint check (audio_input >= 0),
  audio_output   bigint check (audio_output >= 0),
  image          bigint check (image >= 0),
  created_at     timestamptz not null,
  unique nulls not distinct (model_id, deployment_id, effective_from)
);
