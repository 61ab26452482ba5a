import type { Queryable } from '../db/queryable.ts';
import { changedRows, type Rollups } from './rollups.ts';

/** Adds the increments to stats_day, stats_minute and stats_open, in this order, each table's rows by key. */
export async function addToRollups(db: Queryable, rollups: Rollups): Promise<void> {
  await addToDays(db, rollups.days);
  await addToMinutes(db, rollups.minutes);
  await addToOpen(db, rollups.open);
}

// rows travel as JSON arrays: `->>` by place is cheaper than by name, and unnest of 14 arrays dearer than both

export async function addToDays(db: Queryable, days: ReadonlyMap<string, number[]>): Promise<void> {
  const rows = changedRows(days);
  if (rows.length === 0) return;
  await db.query(
    `insert into stats_day as s (day, region, department, item, channel, namespace, submitted, received, accepted,
                                 concluded, rated, rated_good, child_submitted, child_concluded)
     select r.day, r.region, r.department, r.item, r.channel, r.namespace, r.submitted, r.received, r.accepted,
            r.concluded, r.rated, r.rated_good, r.child_submitted, r.child_concluded
       from json_to_recordset($1::json) as r (
            day date, region text, department text, item text, channel text, namespace text, submitted integer,
            received integer, accepted integer, concluded integer, rated integer, rated_good integer,
            child_submitted integer, child_concluded integer)
     on conflict (day, region, department, item, channel, namespace) do update set
            submitted = s.submitted + excluded.submitted, received = s.received + excluded.received,
            accepted = s.accepted + excluded.accepted, concluded = s.concluded + excluded.concluded,
            rated = s.rated + excluded.rated, rated_good = s.rated_good + excluded.rated_good,
            child_submitted = s.child_submitted + excluded.child_submitted,
            child_concluded = s.child_concluded + excluded.child_concluded`,
    [
      JSON.stringify(
        rows.map(([[day, region, department, item, channel, namespace], counts]) => {
          const [
            submitted,
            received,
            accepted,
            concluded,
            rated,
            rated_good,
            child_submitted,
            child_concluded,
          ] = counts;
          const of = { day, region, department, item, channel, namespace };
          return {
            ...of,
            submitted,
            received,
            accepted,
            concluded,
            rated,
            rated_good,
            child_submitted,
            child_concluded,
          };
        }),
      ),
    ],
  );
}

export async function addToMinutes(db: Queryable, minutes: ReadonlyMap<string, number[]>): Promise<void> {
  const rows = changedRows(minutes);
  if (rows.length === 0) return;
  await db.query(
    `insert into stats_minute as s (minute, region, department, namespace, submitted, concluded, child_submitted,
                                    child_concluded)
     select to_timestamp(r.minute / 1000), r.region, r.department, r.namespace, r.submitted, r.concluded,
            r.child_submitted, r.child_concluded
       from json_to_recordset($1::json) as r (
            minute bigint, region text, department text, namespace text, submitted integer, concluded integer,
            child_submitted integer, child_concluded integer)
     on conflict (minute, region, department, namespace) do update set
            submitted = s.submitted + excluded.submitted, concluded = s.concluded + excluded.concluded,
            child_submitted = s.child_submitted + excluded.child_submitted,
            child_concluded = s.child_concluded + excluded.child_concluded`,
    [
      JSON.stringify(
        rows.map(([[minute, region, department, namespace], counts]) => {
          const [submitted, concluded, child_submitted, child_concluded] = counts;
          return {
            minute,
            region,
            department,
            namespace,
            submitted,
            concluded,
            child_submitted,
            child_concluded,
          };
        }),
      ),
    ],
  );
}

export async function addToOpen(db: Queryable, open: ReadonlyMap<string, number[]>): Promise<void> {
  const rows = changedRows(open);
  if (rows.length === 0) return;
  await db.query(
    `insert into stats_open as s (region, department, item, namespace, open, suspended, due_soon, overdue,
                                  overdue_statutory, implausible, child_open)
     select r.region, r.department, r.item, r.namespace, r.open, r.suspended, r.due_soon, r.overdue,
            r.overdue_statutory, r.implausible, r.child_open
       from json_to_recordset($1::json) as r (
            region text, department text, item text, namespace text, open integer, suspended integer,
            due_soon integer, overdue integer, overdue_statutory integer, implausible integer, child_open integer)
     on conflict (region, department, item, namespace) do update set
            open = s.open + excluded.open, suspended = s.suspended + excluded.suspended,
            due_soon = s.due_soon + excluded.due_soon, overdue = s.overdue + excluded.overdue,
            overdue_statutory = s.overdue_statutory + excluded.overdue_statutory,
            implausible = s.implausible + excluded.implausible, child_open = s.child_open + excluded.child_open`,
    [
      JSON.stringify(
        rows.map(([[region, department, item, namespace], counts]) => {
          const [open, suspended, due_soon, overdue, overdue_statutory, implausible, child_open] = counts;
          return {
            region,
            department,
            item,
            namespace,
            open,
            suspended,
            due_soon,
            overdue,
            overdue_statutory,
            implausible,
            child_open,
          };
        }),
      ),
    ],
  );
}
