import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { appendChange } from '../changes/appendChange.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { recordEnd, recordStart } from './heartbeatStore.ts';
import type { Job, JobDetail, JobRun } from './job.ts';
import { claimSlot, finishSlot, holdsSlot, renewSlot } from './slotStore.ts';
import type { SlotClaim } from './slotStore.ts';

export interface JobParts {
  pool: Pool;
  clock: () => Instant;
  /** Names this process in the ledger. */
  worker: string;
  /** Aborted when the process stops. */
  stopping: AbortSignal;
}

/** `taken`: another worker has the slot or the job. `fenced`: the run outlived its lease and counts for nothing. */
export type JobOutcome =
  | { outcome: 'taken' }
  | { outcome: 'done'; detail: JobDetail; tookMs: number }
  | { outcome: 'failed' | 'fenced'; error: unknown; tookMs: number };

/**
 * Runs one slot of a job, once among all processes:
 * 1. claim the slot in the ledger, with a lease and a fence; give up if another has it;
 * 2. run, for as long as the lease lasts, renewing the hold on it; a run that hangs is left behind, and its
 *    `assertFence` fails;
 *    A run that the process's stop cut short gives its lease back, so that another worker takes the slot;
 * 3. finish the slot only under the same fence, in one transaction with the heartbeat and the feed's change.
 */
export async function runJob(parts: JobParts, job: Job, slotAt: Instant): Promise<JobOutcome> {
  const claim = await claimRun(parts, parts.pool, job, { slotAt });
  return claim ? runClaimed(parts, job, claim) : { outcome: 'taken' };
}

/**
 * What a run holds of its lease at a time, renewed while its process lives: the slot of one that was killed is free
 * after this, and not only when the whole lease would have been over.
 */
const holdMs = 30_000;
const renewMs = 10_000;

/** Takes a slot. @param slot `askedBy`: who asked for it beside the plan */
export function claimRun(
  { clock, worker }: Pick<JobParts, 'clock' | 'worker'>,
  db: Queryable,
  job: Job,
  slot: { slotAt: Instant; askedBy?: string },
): Promise<SlotClaim | null> {
  const now = clock();
  const leaseUntil = now + Math.min(job.leaseSeconds * 1000, holdMs);
  return claimSlot(db, { ...slot, job: job.name, worker, leaseUntil }, now);
}

/** Runs what `claimRun` took. */
export async function runClaimed(
  parts: JobParts,
  job: Job,
  claim: SlotClaim,
): Promise<Exclude<JobOutcome, { outcome: 'taken' }>> {
  const { pool, clock } = parts;
  const startedAt = clock();
  await recordStart(pool, job.name, claim.slotAt, startedAt);
  const lease = leaseOf(parts, job, claim);
  try {
    const detail = (await Promise.race([job.run(lease.run), lease.over])) ?? {};
    const ended = await end(parts, claim, 'done', detail);
    if (!ended) throw fenced(job.name);
    return { outcome: 'done', detail, tookMs: clock() - startedAt };
  } catch (error) {
    const ended = parts.stopping.aborted
      ? await renewSlot(pool, claim, clock(), clock())
      : await end(parts, claim, 'failed', { error: sentence(error) });
    return { outcome: ended ? 'failed' : 'fenced', error, tookMs: clock() - startedAt };
  } finally {
    lease.end();
  }
}

interface Lease {
  run: JobRun;
  /** Rejects when the lease is over. */
  over: Promise<never>;
  end(): void;
}

function leaseOf({ pool, clock, stopping }: JobParts, job: Job, claim: SlotClaim): Lease {
  const ended = new AbortController();
  const leaseMs = job.leaseSeconds * 1000;
  let giveUp: (reason: Problem) => void = () => undefined;
  const over = new Promise<never>((_, reject) => (giveUp = reject));
  over.catch(() => undefined);
  const lose = (): void => {
    ended.abort();
    giveUp(fenced(job.name));
  };
  const timer = setTimeout(lose, leaseMs);
  let until = clock() + leaseMs;
  const renew = async (db: Queryable): Promise<boolean> => {
    const now = clock();
    return renewSlot(db, claim, Math.min(now + holdMs, until), now);
  };
  const renewal = setInterval(() => {
    // a database that does not answer is asked again, and the hold may be over by then
    renew(pool).then(
      (held) => (held ? undefined : lose()),
      () => undefined,
    );
  }, renewMs);
  const run: JobRun = {
    slotAt: claim.slotAt,
    signal: AbortSignal.any([ended.signal, stopping]),
    async assertFence(db) {
      if (ended.signal.aborted || !(await holdsSlot(db, claim, clock()))) throw fenced(job.name);
    },
    async renewLease(db) {
      until = clock() + leaseMs;
      if (ended.signal.aborted || !(await renew(db))) throw fenced(job.name);
      timer.refresh();
    },
  };
  const end = (): void => {
    clearTimeout(timer);
    clearInterval(renewal);
    ended.abort();
  };
  return { run, over, end };
}

/** False when the slot is no longer ours. */
function end(
  { pool, clock }: JobParts,
  claim: SlotClaim,
  outcome: 'done' | 'failed',
  detail: JobDetail,
): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    const at = clock();
    if (!(await finishSlot(db, claim, { at, outcome, detail }))) return false;
    await recordEnd(db, claim.job, { at, outcome, detail });
    if (outcome === 'done')
      await appendChange(db, at, { job: { job: claim.job, lastFinishedAt: new Date(at).toISOString() } });
    return true;
  });
}

function fenced(job: string): Problem {
  return new Problem(
    'conflict',
    `The run of job "${job}" is over its lease; another worker may have taken its slot.`,
  );
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
