-- How long an item version's concluded cases took in all departments but one (FAST-01): a department's own cases are
-- never its measure. Append-only: a row holds from `valid_from` until the next for the same peers, so that a case is
-- judged for good by what was in force at its conclusion; one that would say the same is not written again.
create table baselines (
  baseline_id   bigint generated always as identity primary key,
  item          text collate "C" not null,
  item_revision integer not null,
  -- the department that is left out; '': none, the whole city
  department    text collate "C" not null,
  valid_from    timestamptz not null,
  taken_at      timestamptz not null,
  peers         integer not null,
  -- of the natural logarithm of natural time in ms; null without any peer
  median        double precision,
  mad           double precision
);
create index baselines_newest on baselines (item, item_revision, department, baseline_id desc);

create trigger baselines_marked after insert or update or delete or truncate on baselines
  for each statement execute function mark_catalogue_changed();
