-- Drops the months of the ledger that had ended by a moment, and what else is older. Returns what was dropped. The
-- sums by quarter of an hour stay. Safe to call at any time, by any node.
create function drop_ledger_partitions(moment timestamptz) returns setof text language plpgsql as $$
declare
  partition_name text;
begin
  perform pg_advisory_xact_lock(hashtext('ledger_partitions'));
  for partition_name in
    select child.relname
    from pg_inherits join pg_class child on child.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'ledger_entry'::regclass
      and child.relname ~ '^ledger_entry_\d{4}_\d{2}$'
      and (to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= moment
    order by child.relname
  loop
    execute format('drop table %I', partition_name);
    return next partition_name;
  end loop;
  delete from ledger_entry_default where started_at < moment;
end
$$;
