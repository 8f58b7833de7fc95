-- Who is there: tenants, the people in them, and how they sign in.

create table tenant (
  id          uuid primary key,
  slug        text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name        text not null check (length(trim(name)) between 1 and 120),
  kind        text not null check (kind in ('personal', 'team')),
  status      text not null default 'active' check (status in ('active', 'suspended')),
  time_zone   text not null default 'UTC',
  created_at  timestamptz not null
);

create table app_user (
  id                   uuid primary key,
  email                text not null check (email = lower(email) and position('@' in email) > 1 and length(email) <= 254),
  display_name         text not null check (length(trim(display_name)) between 1 and 120),
  password_hash        text,
  must_change_password boolean not null default false,
  platform_admin       boolean not null default false,
  status               text not null default 'active' check (status in ('active', 'disabled')),
  time_zone            text not null default 'UTC',
  created_at           timestamptz not null,
  last_sign_in_at      timestamptz,
  constraint app_user_email_key unique (email)
);

-- One person may sign in through several issuers; the pair is what the issuer promises to be stable.
create table external_identity (
  issuer   text not null,
  subject  text not null,
  user_id  uuid not null references app_user (id) on delete cascade,
  primary key (issuer, subject)
);
create index external_identity_user on external_identity (user_id);

create table membership (
  tenant_id  uuid not null references tenant (id) on delete cascade,
  user_id    uuid not null references app_user (id) on delete cascade,
  role       text not null check (role in ('owner', 'admin', 'developer', 'viewer')),
  created_at timestamptz not null,
  primary key (tenant_id, user_id)
);
create index membership_user on membership (user_id);

create table invitation (
  id          uuid primary key,
  tenant_id   uuid not null references tenant (id) on delete cascade,
  email       text not null check (email = lower(email)),
  role        text not null check (role in ('owner', 'admin', 'developer', 'viewer')),
  token_hash  bytea not null unique,
  invited_by  uuid not null references app_user (id),
  created_at  timestamptz not null,
  expires_at  timestamptz not null check (expires_at > created_at),
  accepted_at timestamptz,
  revoked_at  timestamptz
);
create unique index invitation_open on invitation (tenant_id, email) where accepted_at is null and revoked_at is null;

-- Session ids are stored hashed: reading this table lets nobody in.
create table portal_session (
  id_hash          bytea primary key,
  user_id          uuid references app_user (id) on delete cascade,
  attributes       jsonb not null,
  created_at       timestamptz not null,
  last_accessed_at timestamptz not null,
  expires_at       timestamptz not null
);
create index portal_session_user on portal_session (user_id);
create index portal_session_expiry on portal_session (expires_at);

create table sign_in_failure (
  subject     text not null,
  occurred_at timestamptz not null
);
create index sign_in_failure_subject on sign_in_failure (subject, occurred_at);

create table access_token (
  id           uuid primary key,
  user_id      uuid not null references app_user (id) on delete cascade,
  name         text not null check (length(trim(name)) between 1 and 120),
  prefix       text not null,
  hash         bytea not null unique,
  scopes       text[] not null check (cardinality(scopes) > 0),
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz
);
create index access_token_user on access_token (user_id);

create table platform_setting (
  name       text primary key,
  value      text not null,
  changed_at timestamptz not null
);
insert into platform_setting (name, value, changed_at) values ('sign_up', 'anyone', now());
