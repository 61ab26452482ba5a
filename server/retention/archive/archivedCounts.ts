import { changedRows, type Rollups } from '../../cases/rollups.ts';
import type { Queryable } from '../../db/queryable.ts';

/** Adds what archived cases had added to the roll-ups, which keep it. Closed cases are in no gauge. */
export async function addToArchived(db: Queryable, { days, minutes }: Rollups): Promise<void> {
  await addDays(db, days);
  await addMinutes(db, minutes);
}

async function addDays(db: Queryable, days: Rollups['days']): Promise<void> {
  const rows = changedRows(days).map(([[day, region, department, item, channel, namespace], counts]) => ({
    ...{ day, region, department, item, channel, namespace },
    ...{ submitted: counts[0], received: counts[1], accepted: counts[2], concluded: counts[3] },
    ...{ rated: counts[4], rated_good: counts[5], child_submitted: counts[6], child_concluded: counts[7] },
    ...{ rated_default: counts[8], voluntary_1: counts[9], voluntary_2: counts[10], voluntary_3: counts[11] },
    ...{ voluntary_4: counts[12], voluntary_5: counts[13] },
  }));
  await db.query(
    `insert into archived_days as a
     select * from json_populate_recordset(null::archived_days, $1)
     on conflict (day, region, department, item, channel, namespace) do update set
            submitted = a.submitted + excluded.submitted, received = a.received + excluded.received,
            accepted = a.accepted + excluded.accepted, concluded = a.concluded + excluded.concluded,
            rated = a.rated + excluded.rated, rated_good = a.rated_good + excluded.rated_good,
            child_submitted = a.child_submitted + excluded.child_submitted,
            child_concluded = a.child_concluded + excluded.child_concluded,
            rated_default = a.rated_default + excluded.rated_default,
            voluntary_1 = a.voluntary_1 + excluded.voluntary_1, voluntary_2 = a.voluntary_2 + excluded.voluntary_2,
            voluntary_3 = a.voluntary_3 + excluded.voluntary_3, voluntary_4 = a.voluntary_4 + excluded.voluntary_4,
            voluntary_5 = a.voluntary_5 + excluded.voluntary_5`,
    [JSON.stringify(rows)],
  );
}

async function addMinutes(db: Queryable, minutes: Rollups['minutes']): Promise<void> {
  const rows = changedRows(minutes).map(([[minute, region, department, namespace], counts]) => ({
    ...{ minute: new Date(Number(minute)).toISOString(), region, department, namespace },
    ...{ submitted: counts[0], concluded: counts[1] },
    ...{ child_submitted: counts[2], child_concluded: counts[3] },
  }));
  await db.query(
    `insert into archived_minutes as a
     select * from json_populate_recordset(null::archived_minutes, $1)
     on conflict (minute, region, department, namespace) do update set
            submitted = a.submitted + excluded.submitted, concluded = a.concluded + excluded.concluded,
            child_submitted = a.child_submitted + excluded.child_submitted,
            child_concluded = a.child_concluded + excluded.child_concluded`,
    [JSON.stringify(rows)],
  );
}
