-- One application that may call one model, behind limits that are kept but never reached.
insert into tenant (id, slug, name, kind, created_at)
values ('00000000-0000-7000-8000-000000000001', 'bench', 'Bench', 'team', now());

insert into provider (id, slug, name, wire_format, vendor, base_url, auth_style, allow_private_network, created_at)
values ('00000000-0000-7000-8000-000000000002', 'nginx', 'nginx', 'openai', 'openai', '@UPSTREAM@/v1', 'none', true, now());

insert into model (id, name, created_at)
values ('00000000-0000-7000-8000-000000000003', '@MODEL@', now());

insert into deployment (id, model_id, provider_id, upstream_model, created_at)
values ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', '@MODEL@', now());

insert into price (id, model_id, effective_from, input, output, created_at)
values ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000003', now() - interval '1 day', 2500000000, 10000000000, now());

insert into api (id, tenant_id, slug, name, kind, lifecycle, base_path, created_at, published_at)
values ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000001', 'bench', 'Bench', 'ai', 'published', '/bench', now(), now());

insert into api_model (api_id, model_id)
values ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000003');

insert into plan (id, api_id, slug, name, approval, requests_per_minute, tokens_per_minute, created_at)
values ('00000000-0000-7000-8000-000000000007', '00000000-0000-7000-8000-000000000006', 'bench', 'Bench', 'automatic', 2000000000, 2000000000, now());

insert into application (id, tenant_id, name, created_at)
values ('00000000-0000-7000-8000-000000000008', '00000000-0000-7000-8000-000000000001', 'bench', now());

insert into credential (id, application_id, name, prefix, hash, created_at)
values ('00000000-0000-7000-8000-000000000009', '00000000-0000-7000-8000-000000000008', 'bench', '@PREFIX@', decode('@HASH@', 'hex'), now());

insert into subscription (id, application_id, tenant_id, api_id, owner_tenant_id, plan_id, status, requested_at, decided_at)
values ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-000000000008', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000007', 'approved', now(), now());
