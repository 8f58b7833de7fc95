-- The audit trail is searched by parts of a name or of an action, by object and by time; each way has an index, so that
-- what is rare is found without reading every entry. pg_trgm comes with PostgreSQL, and a database's owner may create it.
create extension if not exists pg_trgm;
create index audit_entry_actor on audit_entry using gin (lower(actor) gin_trgm_ops);
create index audit_entry_action on audit_entry using gin (translate(lower(action), '._-', '   ') gin_trgm_ops);
create index audit_entry_object_id on audit_entry (object_id, sequence desc);
create index audit_entry_moment on audit_entry (occurred_at);

-- Nobody asks for an object by its type.
drop index audit_entry_object;
