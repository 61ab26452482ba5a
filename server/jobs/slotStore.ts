import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { JobDetail } from './job.ts';

/** One run's hold on one slot. */
export interface SlotClaim {
  job: string;
  slotAt: Instant;
  /** Grows with every taker of any slot. */
  fence: number;
}

/**
 * Takes a slot that nobody has, or whose holder's lease is over; null if another has it, it is finished, or
 * another slot of the same job is still being run.
 */
export async function claimSlot(
  db: Queryable,
  slot: { job: string; slotAt: Instant; worker: string; leaseUntil: Instant; askedBy?: string },
  now: Instant,
): Promise<SlotClaim | null> {
  const { rows } = await db.query<{ fence: number }>(
    `insert into job_slots as held (job, slot_at, fence, worker, lease_until, started_at, asked_by)
     select $1, $2, nextval('job_fences'), $3, $4, $5, $6
      where not exists (
            select from job_slots
             where job = $1 and slot_at <> $2 and finished_at is null and lease_until > $5)
     on conflict (job, slot_at) do update
        set fence = excluded.fence, worker = excluded.worker, taken_from = held.worker,
            lease_until = excluded.lease_until, started_at = excluded.started_at
      where held.finished_at is null and held.lease_until <= excluded.started_at
     returning fence`,
    [
      slot.job,
      new Date(slot.slotAt),
      slot.worker,
      new Date(slot.leaseUntil),
      new Date(now),
      slot.askedBy ?? null,
    ],
  );
  const fence = rows[0]?.fence;
  return fence === undefined ? null : { job: slot.job, slotAt: slot.slotAt, fence };
}

/** True while the claim holds; the row stays locked against a taker until the transaction ends. */
export async function holdsSlot(
  db: Queryable,
  { job, slotAt, fence }: SlotClaim,
  now: Instant,
): Promise<boolean> {
  const { rows } = await db.query(
    `select from job_slots
      where job = $1 and slot_at = $2 and fence = $3 and finished_at is null and lease_until > $4
        for share`,
    [job, new Date(slotAt), fence, new Date(now)],
  );
  return rows.length > 0;
}

export async function renewSlot(
  db: Queryable,
  { job, slotAt, fence }: SlotClaim,
  leaseUntil: Instant,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update job_slots set lease_until = $4
      where job = $1 and slot_at = $2 and fence = $3 and finished_at is null and lease_until > $5`,
    [job, new Date(slotAt), fence, new Date(leaseUntil), new Date(now)],
  );
  return rowCount === 1;
}

/** False when another worker has taken the slot: what the run did counts for nothing. */
export async function finishSlot(
  db: Queryable,
  { job, slotAt, fence }: SlotClaim,
  end: { at: Instant; outcome: 'done' | 'failed'; detail: JobDetail },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update job_slots set finished_at = $4, outcome = $5, detail = $6::jsonb
      where job = $1 and slot_at = $2 and fence = $3 and finished_at is null and lease_until > $4`,
    [job, new Date(slotAt), fence, new Date(end.at), end.outcome, JSON.stringify(end.detail)],
  );
  return rowCount === 1;
}

/** Newest slot that was finished, well or not; null if none ever was. */
export async function lastFinishedSlot(db: Queryable, job: string): Promise<Instant | null> {
  const { rows } = await db.query<{ slotAt: Instant | null }>(
    'select max(slot_at) as "slotAt" from job_slots where job = $1 and finished_at is not null',
    [job],
  );
  return rows[0]?.slotAt ?? null;
}

/** Slots whose holder died: taken, not finished, lease over. Oldest first. */
export async function abandonedSlots(db: Queryable, job: string, now: Instant): Promise<Instant[]> {
  const { rows } = await db.query<{ slotAt: Instant }>(
    `select slot_at as "slotAt" from job_slots
      where job = $1 and finished_at is null and lease_until <= $2 order by slot_at`,
    [job, new Date(now)],
  );
  return rows.map((row) => row.slotAt);
}

/** Closes abandoned slots older than `before`, when a later slot does their work. Returns how many. */
export async function closeMissedSlots(
  db: Queryable,
  job: string,
  before: Instant,
  now: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `update job_slots set finished_at = $3, outcome = 'missed'
      where job = $1 and slot_at < $2 and finished_at is null and lease_until <= $3`,
    [job, new Date(before), new Date(now)],
  );
  return rowCount ?? 0;
}

/**
 * Forgets slots that ended well before `before`, but each job's newest `keep`, and others that ended before
 * `beforeFaults`. Returns how many.
 */
export async function purgeSlots(
  db: Queryable,
  { before, beforeFaults, keep }: { before: Instant; beforeFaults: Instant; keep: number },
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from job_slots s
      using (select job, slot_at, row_number() over (partition by job order by slot_at desc) as nth from job_slots) p
      where s.job = p.job and s.slot_at = p.slot_at and p.nth > $3
        and s.finished_at < case when s.outcome = 'done' then $1::timestamptz else $2::timestamptz end`,
    [new Date(before), new Date(beforeFaults), keep],
  );
  return rowCount ?? 0;
}
