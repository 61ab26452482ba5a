import type { ScreenReport } from '#contract/screen';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** A request of the screen; written again after a quarter of a minute at the soonest. */
export async function noteSeen(db: Queryable, screenId: number, now: Instant): Promise<void> {
  await db.query(
    `update screens set last_seen_at = $2
      where screen_id = $1 and (last_seen_at is null or last_seen_at < $2::timestamptz - interval '15 seconds')`,
    [screenId, new Date(now)],
  );
}

/** Its socket lives. */
export async function noteLinked(db: Queryable, screenId: number, now: Instant): Promise<void> {
  await db.query(
    `update screens set last_seen_at = $2, linked_at = $2, unlinked_at = null where screen_id = $1`,
    [screenId, new Date(now)],
  );
}

export async function noteUnlinked(db: Queryable, screenId: number, now: Instant): Promise<void> {
  await db.query(`update screens set unlinked_at = $2 where screen_id = $1`, [screenId, new Date(now)]);
}

/** False: one was stored less than 20 s ago, and this one is not. */
export async function storeReport(
  db: Queryable,
  screenId: number,
  report: ScreenReport,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update screens set report = $2, reported_at = $3, last_seen_at = $3, linked_at = $3, unlinked_at = null
      where screen_id = $1 and (reported_at is null or reported_at <= $3::timestamptz - interval '20 seconds')`,
    [screenId, JSON.stringify(report), new Date(now)],
  );
  return rowCount === 1;
}
