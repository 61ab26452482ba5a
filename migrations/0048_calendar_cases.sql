-- What a change of a calendar does, or has done, case by case: the run's report counts it, these rows name it. Kept
-- for the newest runs only (server/flags/calendarCaseStore.ts). `flags` holds { rule, effect, before, after }.
create table calendar_cases (
  run_id         bigint not null references rule_runs on delete cascade,
  case_id        text collate "C" not null,
  region         text collate "C",
  department     text collate "C",
  item           text collate "C",
  effects        text[] not null check (effects <@ array['moved', 'raised', 'withdrawn', 'changed']),
  promised_from  timestamptz,
  promised_to    timestamptz,
  statutory_from timestamptz,
  statutory_to   timestamptz,
  flags          jsonb not null,
  primary key (run_id, case_id)
);
