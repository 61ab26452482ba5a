-- Flags come in the order of time: at the end of an index they cost less than at its beginning, where every page they
-- fill is split. Read backwards it gives the same lists. What is live is told from the newest, which mostly are.
drop index flags_live;
drop index flags_newest;
drop index flags_listed;
create index flags_newest on flags (raised_at, flag_id);
create index flags_listed on flags (raised_at, flag_id) where severity <> 'info' and status <> 'archived';
