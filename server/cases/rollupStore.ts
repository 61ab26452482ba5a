import type { Queryable } from '../db/queryable.ts';
import { numberColumn, textColumn } from '../db/textColumn.ts';
import { changedRows, dayCounters, gaugeNames, minuteCounters, type Rollups } from './rollups.ts';

/** Adds the increments to stats_day, stats_minute and stats_open, in this order, each table's rows by key. */
export async function addToRollups(db: Queryable, rollups: Rollups): Promise<void> {
  await addToDays(db, rollups.days);
  await addToMinutes(db, rollups.minutes);
  await addToOpen(db, rollups.open);
}

async function addToDays(db: Queryable, days: ReadonlyMap<string, number[]>): Promise<void> {
  const rows = changedRows(days);
  if (rows.length === 0) return;
  await db.query(
    {
      name: 'add to stats_day',
      text: `insert into stats_day as s (day, region, department, item, channel, namespace, submitted, received, accepted,
                                 concluded, rated, rated_good, child_submitted, child_concluded, rated_default,
                                 voluntary_1, voluntary_2, voluntary_3, voluntary_4, voluntary_5)
     select r.day::date, coalesce(r.region, ''), r.department, r.item, coalesce(r.channel, ''),
            coalesce(r.namespace, ''), r.submitted, r.received, r.accepted, r.concluded, r.rated, r.rated_good,
            r.child_submitted, r.child_concluded, r.rated_default, r.voluntary_1, r.voluntary_2, r.voluntary_3,
            r.voluntary_4, r.voluntary_5
       from rows from (
            string_to_table($1, E'\n'), string_to_table($2, E'\n'), string_to_table($3, E'\n'),
            string_to_table($4, E'\n'), string_to_table($5, E'\n'), string_to_table($6, E'\n'),
            unnest($7::integer[]), unnest($8::integer[]), unnest($9::integer[]), unnest($10::integer[]),
            unnest($11::integer[]), unnest($12::integer[]), unnest($13::integer[]), unnest($14::integer[]),
            unnest($15::integer[]), unnest($16::integer[]), unnest($17::integer[]), unnest($18::integer[]),
            unnest($19::integer[]), unnest($20::integer[]))
            as r (day, region, department, item, channel, namespace, submitted, received, accepted, concluded, rated,
                  rated_good, child_submitted, child_concluded, rated_default, voluntary_1, voluntary_2, voluntary_3,
                  voluntary_4, voluntary_5)
     on conflict (day, region, department, item, channel, namespace) do update set
            submitted = s.submitted + excluded.submitted, received = s.received + excluded.received,
            accepted = s.accepted + excluded.accepted, concluded = s.concluded + excluded.concluded,
            rated = s.rated + excluded.rated, rated_good = s.rated_good + excluded.rated_good,
            child_submitted = s.child_submitted + excluded.child_submitted,
            child_concluded = s.child_concluded + excluded.child_concluded,
            rated_default = s.rated_default + excluded.rated_default,
            voluntary_1 = s.voluntary_1 + excluded.voluntary_1, voluntary_2 = s.voluntary_2 + excluded.voluntary_2,
            voluntary_3 = s.voluntary_3 + excluded.voluntary_3, voluntary_4 = s.voluntary_4 + excluded.voluntary_4,
            voluntary_5 = s.voluntary_5 + excluded.voluntary_5`,
    },
    columns(rows, 6, dayCounters.length),
  );
}

async function addToMinutes(db: Queryable, minutes: ReadonlyMap<string, number[]>): Promise<void> {
  const rows = changedRows(minutes);
  if (rows.length === 0) return;
  await db.query(
    {
      name: 'add to stats_minute',
      text: `insert into stats_minute as s (minute, region, department, namespace, submitted, concluded, child_submitted,
                                    child_concluded)
     select to_timestamp(r.minute::bigint / 1000), coalesce(r.region, ''), r.department, coalesce(r.namespace, ''),
            r.submitted, r.concluded, r.child_submitted, r.child_concluded
       from rows from (
            string_to_table($1, E'\n'), string_to_table($2, E'\n'), string_to_table($3, E'\n'),
            string_to_table($4, E'\n'), unnest($5::integer[]), unnest($6::integer[]), unnest($7::integer[]),
            unnest($8::integer[]))
            as r (minute, region, department, namespace, submitted, concluded, child_submitted, child_concluded)
     on conflict (minute, region, department, namespace) do update set
            submitted = s.submitted + excluded.submitted, concluded = s.concluded + excluded.concluded,
            child_submitted = s.child_submitted + excluded.child_submitted,
            child_concluded = s.child_concluded + excluded.child_concluded`,
    },
    columns(rows, 4, minuteCounters.length),
  );
}

async function addToOpen(db: Queryable, open: ReadonlyMap<string, number[]>): Promise<void> {
  const rows = changedRows(open);
  if (rows.length === 0) return;
  await db.query(
    {
      name: 'add to stats_open',
      text: `insert into stats_open as s (region, department, item, namespace, open, suspended, due_soon, overdue,
                                  overdue_statutory, implausible, child_open)
     select coalesce(r.region, ''), r.department, r.item, coalesce(r.namespace, ''), r.open, r.suspended, r.due_soon,
            r.overdue, r.overdue_statutory, r.implausible, r.child_open
       from rows from (
            string_to_table($1, E'\n'), string_to_table($2, E'\n'), string_to_table($3, E'\n'),
            string_to_table($4, E'\n'), unnest($5::integer[]), unnest($6::integer[]), unnest($7::integer[]),
            unnest($8::integer[]), unnest($9::integer[]), unnest($10::integer[]), unnest($11::integer[]))
            as r (region, department, item, namespace, open, suspended, due_soon, overdue, overdue_statutory,
                  implausible, child_open)
     on conflict (region, department, item, namespace) do update set
            open = s.open + excluded.open, suspended = s.suspended + excluded.suspended,
            due_soon = s.due_soon + excluded.due_soon, overdue = s.overdue + excluded.overdue,
            overdue_statutory = s.overdue_statutory + excluded.overdue_statutory,
            implausible = s.implausible + excluded.implausible, child_open = s.child_open + excluded.child_open`,
    },
    columns(rows, 4, gaugeNames.length),
  );
}

type Row = ReturnType<typeof changedRows>[number];

function columns(rows: readonly Row[], keys: number, counters: number): string[] {
  const of: string[] = [];
  for (let i = 0; i < keys; i += 1) of.push(textColumn(rows, ([key]) => key[i] ?? ''));
  for (let i = 0; i < counters; i += 1) of.push(numberColumn(rows, ([, counts]) => counts[i] ?? 0));
  return of;
}
