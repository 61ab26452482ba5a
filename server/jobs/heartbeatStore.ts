import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { JobDetail } from './job.ts';

export async function recordStart(db: Queryable, job: string, slotAt: Instant, now: Instant): Promise<void> {
  await db.query(
    `insert into job_heartbeats (job, last_slot_at, last_started_at) values ($1, $2, $3)
     on conflict (job) do update
        set last_slot_at = excluded.last_slot_at, last_started_at = excluded.last_started_at`,
    [job, new Date(slotAt), new Date(now)],
  );
}

/** `last_finished_at` moves only when a run ended well: screens must see that a failing job does nothing. */
export async function recordEnd(
  db: Queryable,
  job: string,
  end: { at: Instant; outcome: 'done' | 'failed'; detail: JobDetail },
): Promise<void> {
  await db.query(
    `update job_heartbeats
        set last_finished_at = case when $3 = 'done' then greatest(last_finished_at, $2) else last_finished_at end,
            last_outcome = $3, last_detail = $4::jsonb
      where job = $1`,
    [job, new Date(end.at), end.outcome, JSON.stringify(end.detail)],
  );
}
