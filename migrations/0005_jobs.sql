-- One row a cron slot: whoever inserts it runs it, for as long as its lease lasts; the fence grows with every taker.
create table job_slots (
  job         text not null,
  slot_at     timestamptz not null,
  fence       bigint not null,
  worker      text not null,
  lease_until timestamptz not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  outcome     text check (outcome in ('done', 'failed', 'missed')),
  detail      jsonb,
  primary key (job, slot_at)
);
create sequence job_fences;

create table job_heartbeats (
  job              text primary key,
  last_slot_at     timestamptz not null,
  last_started_at  timestamptz not null,
  last_finished_at timestamptz,
  last_outcome     text,
  last_detail      jsonb
);

-- How far an incremental job has read, in its own terms.
create table job_positions (
  job      text primary key,
  position jsonb not null
);
