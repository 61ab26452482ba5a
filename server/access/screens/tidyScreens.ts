import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

const hour = 3_600_000;

/** Forgets pairings an hour after their end, credentials two days after theirs, and screenshots of the day before. */
export async function tidyScreens(
  db: Queryable,
  now: Instant,
): Promise<{ pairings: number; credentials: number; screenshots: number }> {
  return {
    pairings: await dropExpiredPairings(db, now - hour),
    credentials: await dropEndedCredentials(db, now - 48 * hour),
    screenshots: await dropScreenshots(db, now - 24 * hour),
  };
}

async function dropExpiredPairings(db: Queryable, before: Instant): Promise<number> {
  const { rowCount } = await db.query(`delete from screen_pairings where expires_at < $1`, [
    new Date(before),
  ]);
  return rowCount ?? 0;
}

async function dropEndedCredentials(db: Queryable, before: Instant): Promise<number> {
  const { rowCount } = await db.query(`delete from screen_credentials where ended_at < $1`, [
    new Date(before),
  ]);
  return rowCount ?? 0;
}

async function dropScreenshots(db: Queryable, before: Instant): Promise<number> {
  const { rowCount } = await db.query(`delete from screen_screenshots where taken_at < $1`, [
    new Date(before),
  ]);
  return rowCount ?? 0;
}
