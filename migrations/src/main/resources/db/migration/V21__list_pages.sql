-- Subscriptions are read page by page, newest first: those of an application, those that a tenant consumes, and those
-- of the APIs that it publishes.
create index subscription_of_application on subscription (application_id, requested_at desc, id desc);
create index subscription_consumed on subscription (tenant_id, requested_at desc, id desc);
create index subscription_granted on subscription (owner_tenant_id, requested_at desc, id desc);

-- What waits for a decision, oldest first.
create index subscription_pending on subscription (requested_at, id) where status = 'pending';

-- How far a tenant has come with an API: the newest in each state.
create index subscription_access on subscription (tenant_id, api_id, status, requested_at desc, id desc);

-- What it was for, two of these do as well.
drop index subscription_tenant;

-- Tenants by name, and the members of one from the longest on.
create index tenant_page on tenant (name, id);
create index membership_page on membership (tenant_id, created_at, user_id);
