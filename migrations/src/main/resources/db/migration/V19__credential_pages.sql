-- The keys of an application are read page by page, newest first, however many there are.
create index credential_page on credential (application_id, created_at desc, id desc);

-- What it was for, the new one does as well.
drop index credential_application;
