import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { schedule as cron } from 'node-cron';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { cronPlan } from './cronSlots.ts';
import type { CronPlan } from './cronSlots.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Job } from './job.ts';
import { claimRun, runClaimed, runJob } from './runJob.ts';
import type { JobOutcome } from './runJob.ts';
import { abandonedSlots, closeMissedSlots, lastFinishedSlot } from './slotStore.ts';
import type { SlotClaim } from './slotStore.ts';

export interface JobsDeps {
  pool: Pool;
  jobs: readonly Job[];
  clock: () => Instant;
  /** Names this process in the ledger. */
  worker: string;
  /** Hears of every run that was ours, for logs and metrics. */
  onRun(job: string, slotAt: Instant, outcome: Exclude<JobOutcome, { outcome: 'taken' }>): void;
  /** Hears of slots that were begun and never ended, and are closed because a later one does their work. */
  onAbandoned?(job: string, slots: number): void;
  /** The ledger could not be read: the next look tries again. */
  onError(job: string, error: unknown): void;
  /** How often missed and abandoned slots are looked for beside cron's own ticks; 15 s unless told. */
  sweepMs?: number;
}

export interface RunningJobs {
  /**
   * Takes a slot of this moment for somebody who asks for it beside the plan, in the caller's transaction; null when
   * the job runs already, here or elsewhere.
   */
  claimNow(db: Queryable, job: string, askedBy: string): Promise<SlotClaim | null>;
  /** Begins what was taken, once that is committed; `onRun` hears of its end. */
  runClaimed(claim: SlotClaim): void;
  /** Starts no more, asks running jobs to end, and waits for them, though not for one that hangs. */
  stop(graceMs?: number): Promise<void>;
}

/** `each` catches up this many slots at most; older ones are lost, like those before the first start. */
const mostSlots = 500;

/** Runs the schedule: at cron's ticks, and soon after the start or an outage what was missed meanwhile. */
export function startJobs(deps: JobsDeps): RunningJobs {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const looks = deps.jobs.map((job) => lookAfter(deps, job, stopping.signal));
  const tasks = deps.jobs.map((job, index) =>
    cron(job.cron, () => looks[index]?.look(), {
      name: job.name,
      timezone: job.timezone,
      suppressMissedWarning: true,
    }),
  );
  const sweep = (): void => {
    for (const each of looks) each.look();
  };
  const timer = setInterval(sweep, deps.sweepMs ?? 15_000);
  sweep();
  const asked = new Set<Promise<void>>();
  const jobNamed = (name: string): Job => {
    const job = deps.jobs.find((one) => one.name === name);
    if (!job) throw new Problem('not_found', `There is no job "${name}"; GET /api/v1/jobs lists them.`);
    return job;
  };
  return {
    claimNow: (db, name, askedBy) => claimRun(deps, db, jobNamed(name), { slotAt: deps.clock(), askedBy }),
    runClaimed(claim) {
      const run = runClaimed({ ...deps, stopping: stopping.signal }, jobNamed(claim.job), claim)
        .then((outcome) => deps.onRun(claim.job, claim.slotAt, outcome))
        .catch((error: unknown) => deps.onError(claim.job, error))
        .finally(() => asked.delete(run));
      asked.add(run);
    },
    async stop(graceMs = 10_000) {
      clearInterval(timer);
      await Promise.all(tasks.map((task) => task.destroy()));
      stopping.abort();
      const grace = new AbortController();
      const idle = Promise.all([...looks.map((each) => each.idle()), ...asked]);
      await Promise.race([idle, sleep(graceMs, undefined, { signal: grace.signal }).catch(() => undefined)]);
      grace.abort();
    },
  };
}

/** Looks for due slots of one job and runs them, one look at a time. */
function lookAfter(deps: JobsDeps, job: Job, stopping: AbortSignal): { look(): void; idle(): Promise<void> } {
  const plan = cronPlan(job.cron, job.timezone);
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    for (const slotAt of await dueSlots(deps, job, plan)) {
      if (stopping.aborted) return;
      const outcome = await runJob({ ...deps, stopping }, job, slotAt);
      if (outcome.outcome === 'taken') return;
      deps.onRun(job.name, slotAt, outcome);
    }
  };
  return {
    look() {
      if (running || stopping.aborted) return;
      running = run()
        .catch((error: unknown) => deps.onError(job.name, error))
        .finally(() => (running = undefined));
    },
    idle: () => running ?? Promise.resolve(),
  };
}

/** What is to be run now, the oldest first. A job that never ran begins with its newest slot. */
async function dueSlots(deps: JobsDeps, job: Job, plan: CronPlan): Promise<Instant[]> {
  const { pool } = deps;
  const now = deps.clock();
  const last = await lastFinishedSlot(pool, job.name);
  const abandoned = await abandonedSlots(pool, job.name, now);
  if (job.missed === 'latest' || last === null) {
    const after = last ?? -Infinity;
    // a slot that somebody asked for is in no plan, and its worker may die all the same
    const due = [...plan.slots(after, now, 1), ...abandoned.filter((slot) => slot > after)];
    if (due.length === 0) return [];
    const newest = Math.max(...due);
    const closed = await closeMissedSlots(pool, job.name, newest, now);
    if (closed > 0) deps.onAbandoned?.(job.name, closed);
    return [newest];
  }
  const slots = new Set([...abandoned, ...plan.slots(last, now, mostSlots)]);
  return [...slots].sort((a, b) => a - b);
}
