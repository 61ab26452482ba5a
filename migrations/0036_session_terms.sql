-- How long a session may lie unused is settled when it is opened: a wall watches for days, a person's desk is locked
-- sooner.
alter table sessions add column idle_limit interval not null default interval '12 hours';
alter table sessions alter column idle_limit drop default;
