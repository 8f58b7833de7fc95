-- The request log is asked for what went wrong, which is rare: without this, a page of failures reads
-- every entry of its time. Completed requests, which are nearly all, are not in it and cost nothing.
create index ledger_entry_unusual on ledger_entry (started_at desc, request_id desc) where outcome <> 'completed';
