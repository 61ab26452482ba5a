import type { SlotState } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Cursor } from '../http/cursor.ts';
import type { JobDetail } from '../jobs/job.ts';

export interface Heartbeat {
  job: string;
  lastStartedAt: Instant;
  lastFinishedAt: Instant | null;
  lastOutcome: 'done' | 'failed' | null;
  lastDetail: JobDetail | null;
}

export async function heartbeats(db: Queryable): Promise<Heartbeat[]> {
  const { rows } = await db.query<Heartbeat>(
    `select job, last_started_at as "lastStartedAt", last_finished_at as "lastFinishedAt",
            last_outcome as "lastOutcome", last_detail as "lastDetail"
       from job_heartbeats order by job`,
  );
  return rows;
}

export interface JobDay {
  job: string;
  done: number;
  failed: number;
  abandoned: number;
  takenOver: number;
  caughtUp: number;
  longestMs: number | null;
  lastTookMs: number | null;
}

/** What became of the slots that were begun since. `caughtUp`: more than a minute after their moment. */
export async function jobDays(db: Queryable, since: Instant): Promise<JobDay[]> {
  const { rows } = await db.query<JobDay>(
    `select job,
            count(*) filter (where outcome = 'done') as done,
            count(*) filter (where outcome = 'failed') as failed,
            count(*) filter (where outcome = 'missed') as abandoned,
            count(*) filter (where taken_from is not null) as "takenOver",
            count(*) filter (where started_at > slot_at + interval '1 minute') as "caughtUp",
            (extract(epoch from max(finished_at - started_at) filter (where outcome <> 'missed')) * 1000)::integer
              as "longestMs",
            (extract(epoch from (array_agg(finished_at - started_at order by slot_at desc)
               filter (where outcome in ('done', 'failed')))[1]) * 1000)::integer as "lastTookMs"
       from job_slots
      where started_at > $1
      group by job
      order by job`,
    [new Date(since)],
  );
  return rows;
}

export interface StoredSlot {
  job: string;
  slotAt: Instant;
  state: SlotState;
  worker: string;
  startedAt: Instant;
  finishedAt: Instant | null;
  leaseUntil: Instant;
  takenFrom: string | null;
  askedBy: string | null;
  detail: JobDetail | null;
}

/** Slots begun and not ended, the newest of each job. */
export async function unfinishedSlots(db: Queryable, now: Instant): Promise<StoredSlot[]> {
  const { rows } = await db.query<StoredSlot>(
    `select distinct on (job) job, slot_at as "slotAt",
            case when lease_until > $1 then 'running' else 'stuck' end as state, worker, started_at as "startedAt",
            finished_at as "finishedAt", lease_until as "leaseUntil", taken_from as "takenFrom", asked_by as "askedBy",
            detail
       from job_slots
      where finished_at is null
      order by job, slot_at desc`,
    [new Date(now)],
  );
  return rows;
}

/** null: not by this. */
export interface SlotFilter {
  job: string | null;
  state: SlotState | null;
  /** From inclusive, to exclusive. */
  from: Instant | null;
  to: Instant | null;
}

/** One page of the ledger, the newest slots first. */
export async function listSlots(
  db: Queryable,
  filter: SlotFilter,
  after: Cursor<string> | null,
  limit: number,
  now: Instant,
): Promise<StoredSlot[]> {
  const { rows } = await db.query<StoredSlot>(
    `select job, slot_at as "slotAt", state, worker, started_at as "startedAt", finished_at as "finishedAt",
            lease_until as "leaseUntil", taken_from as "takenFrom", asked_by as "askedBy", detail
       from (select *, case when finished_at is null then case when lease_until > $5 then 'running' else 'stuck' end
                            when outcome = 'missed' then 'abandoned' else outcome end as state
               from job_slots) as slots
      where ($1::text is null or job = $1) and ($2::text is null or state = $2)
        and ($3::timestamptz is null or slot_at >= $3) and ($4::timestamptz is null or slot_at < $4)
        and ($6::timestamptz is null or (slot_at, job) < ($6, $7))
      order by slot_at desc, job desc
      limit $8`,
    [...filterValues(filter, now), after && new Date(after.at / 1000), after?.key ?? null, limit],
  );
  return rows;
}

/** How many match, counted no further than `most`. */
export async function countSlots(
  db: Queryable,
  filter: SlotFilter,
  most: number,
  now: Instant,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from (select
               from (select *, case when finished_at is null
                                    then case when lease_until > $5 then 'running' else 'stuck' end
                                    when outcome = 'missed' then 'abandoned' else outcome end as state
                       from job_slots) as slots
              where ($1::text is null or job = $1) and ($2::text is null or state = $2)
                and ($3::timestamptz is null or slot_at >= $3) and ($4::timestamptz is null or slot_at < $4)
              limit $6) as matching`,
    [...filterValues(filter, now), most],
  );
  return rows[0]?.n ?? 0;
}

const filterValues = ({ job, state, from, to }: SlotFilter, now: Instant): unknown[] => [
  job,
  state,
  from === null ? null : new Date(from),
  to === null ? null : new Date(to),
  new Date(now),
];
