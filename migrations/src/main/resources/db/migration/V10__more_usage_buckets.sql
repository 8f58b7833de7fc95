-- What only some providers count, each with a price of its own: tokens that are written to a cache for an hour,
-- sound by its seconds, and rankings by their searches. A version before this one books none of them.
alter table price
  add column cache_write_hour bigint check (cache_write_hour >= 0),
  add column audio_seconds    bigint check (audio_seconds >= 0),
  add column search_units     bigint check (search_units >= 0);
alter table ledger_entry
  add column cache_write_hour bigint not null default 0,
  add column audio_seconds    bigint not null default 0,
  add column search_units     bigint not null default 0;
alter table usage_rollup
  add column cache_write_hour bigint not null default 0,
  add column audio_seconds    bigint not null default 0,
  add column search_units     bigint not null default 0;
