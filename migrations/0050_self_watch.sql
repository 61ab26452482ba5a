-- Who asked for a slot beside the plan, and from whom a slot was taken when a lease ran out.
alter table job_slots add column asked_by text, add column taken_from text;
-- The ledger as people read it, newest first.
create index job_slots_by_time on job_slots (slot_at, job);

-- What each server process last said of itself. One that stops takes its row along, one that dies leaves it.
create table servers (
  -- HOST:PID, as the ledger of jobs names it
  worker       text primary key,
  host         text not null,
  port         integer not null,
  version      text not null,
  runs_jobs    boolean not null,
  started_at   timestamptz not null,
  last_seen_at timestamptz not null,
  -- ServerReport (server/contract/selfWatchSchema.ts)
  report       jsonb not null
);
