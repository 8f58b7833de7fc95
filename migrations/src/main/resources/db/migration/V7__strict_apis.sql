-- A field of a request that a model's provider has no place for is left out and named in the answer, or,
-- where the API is strict, a reason to refuse the request.
alter table api add column strict boolean not null default false;
