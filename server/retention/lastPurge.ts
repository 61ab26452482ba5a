import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** When the job that deletes what is past its time last ended well; null: it has not run. */
export async function lastPurge(db: Queryable): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant }>(
    `select last_finished_at as at from job_heartbeats where job = 'purge_data' and last_finished_at is not null`,
  );
  return rows[0]?.at ?? null;
}
