-- How the configuration reaches the gateway, and who changed what.

create table configuration_version (
  singleton  boolean primary key default true check (singleton),
  version    bigint not null,
  changed_at timestamptz not null
);
insert into configuration_version (version, changed_at) values (1, now());

-- Definitions that a gateway left out of its snapshot, for the portal to show.
create table configuration_problem (
  node        text not null,
  version     bigint not null,
  object_type text not null,
  object_id   uuid not null,
  reason      text not null,
  reported_at timestamptz not null,
  primary key (node, object_type, object_id)
);

create table audit_entry (
  sequence      bigint primary key,
  occurred_at   timestamptz not null,
  actor_id      uuid,
  actor         text not null,
  tenant_id     uuid,
  action        text not null,
  object_type   text not null,
  object_id     text not null,
  before        jsonb not null default '{}',
  after         jsonb not null default '{}',
  previous_hash bytea not null,
  hash          bytea not null unique
);
create index audit_entry_tenant on audit_entry (tenant_id, sequence desc);
create index audit_entry_object on audit_entry (object_type, object_id, sequence desc);

-- The end of the chain: locked while the next entry is written, so that the chain has no forks.
create table audit_head (
  singleton boolean primary key default true check (singleton),
  sequence  bigint not null,
  hash      bytea not null
);
insert into audit_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));
