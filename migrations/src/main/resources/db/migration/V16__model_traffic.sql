-- The newest calls of a model, for its page: how soon its first tokens come, and how often it answers.
create index ledger_entry_model on ledger_entry (model_id, started_at desc) where model_id is not null;
