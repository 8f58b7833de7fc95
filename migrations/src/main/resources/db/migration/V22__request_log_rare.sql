-- The request log by HTTP status or by API: without these, one that is rare or never was reads every entry of its time.
-- Nearly every answer has the status 200, and whoever asks for that finds a page at once; the others are indexed only.
create index ledger_entry_status on ledger_entry (http_status, started_at desc, request_id desc)
  where http_status <> 200;
create index ledger_entry_api on ledger_entry (api_id, started_at desc, request_id desc);
