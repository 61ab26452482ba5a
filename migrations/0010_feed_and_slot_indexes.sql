-- The wall's feed of flags: never info, never history.
create index flags_listed on flags (raised_at desc, flag_id desc) where severity <> 'info' and status <> 'archived';
-- What a worker looks at every few seconds is never more than a handful of rows.
create index job_slots_unfinished on job_slots (job, slot_at) where finished_at is null;
