-- The gateways and the configuration each serves. A node reports at every new version and now and then in between;
-- one that has been silent for long is gone, and so is what it left out.
create table gateway_node (
  node        text primary key,
  version     bigint not null,
  failure     text,
  reported_at timestamptz not null
);

-- Nothing has written problems until now.
delete from configuration_problem;
alter table configuration_problem
  add column remedy text not null default '',
  add foreign key (node) references gateway_node on delete cascade;
create index configuration_problem_object on configuration_problem (object_id);
