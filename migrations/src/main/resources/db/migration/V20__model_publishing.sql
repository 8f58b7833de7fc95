-- Whose APIs may offer models, which cost the platform money: an installation that never said so gives
-- them to the tenants that its platform admins make. What is published already goes on as it is.
insert into platform_setting (name, value, changed_at) values ('model_publishing', 'team_tenants', now());
