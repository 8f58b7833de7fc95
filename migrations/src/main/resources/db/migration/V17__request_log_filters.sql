-- The request log of one application, or of one model by the name that clients asked for: a page is found at once,
-- however rare its entries are. Without these it reads every entry of its time until the page is full.
create index ledger_entry_application on ledger_entry (application_id, started_at desc, request_id desc);
create index ledger_entry_model_name on ledger_entry
  ((case when model_id is not null then left(original_model, 200) end), started_at desc, request_id desc);
