-- An AI API may keep the turns of conversations, so that a client goes on with an id instead of sending all
-- of them again. Without a number of days it keeps nothing.
alter table api add column response_days integer check (response_days between 1 and 365);

create table stored_response (
  id             uuid primary key,
  tenant_id      uuid not null references tenant (id) on delete cascade,
  application_id uuid not null references application (id) on delete cascade,
  api_id         uuid not null references api (id) on delete cascade,
  previous_id    uuid,
  content        bytea not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null check (expires_at > created_at)
);
-- Encrypted bytes cannot be compressed: trying would only cost time.
alter table stored_response alter column content set storage external;
create index stored_response_application on stored_response (application_id, created_at desc);
create index stored_response_expiry on stored_response (expires_at);
