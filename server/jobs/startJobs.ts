import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { schedule as cron } from 'node-cron';
import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { cronPlan } from './cronSlots.ts';
import type { CronPlan } from './cronSlots.ts';
import type { Job } from './job.ts';
import { runJob } from './runJob.ts';
import type { JobOutcome } from './runJob.ts';
import { abandonedSlots, closeMissedSlots, lastFinishedSlot } from './slotStore.ts';

export interface JobsDeps {
  pool: Pool;
  jobs: readonly Job[];
  clock: () => Instant;
  /** Names this process in the ledger. */
  worker: string;
  /** Hears of every run that was ours, for logs and metrics. */
  onRun(job: string, slotAt: Instant, outcome: Exclude<JobOutcome, { outcome: 'taken' }>): void;
  /** The ledger could not be read: the next look tries again. */
  onError(job: string, error: unknown): void;
  /** How often missed and abandoned slots are looked for beside cron's own ticks; 15 s unless told. */
  sweepMs?: number;
}

export interface RunningJobs {
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
  return {
    async stop(graceMs = 10_000) {
      clearInterval(timer);
      await Promise.all(tasks.map((task) => task.destroy()));
      stopping.abort();
      const grace = new AbortController();
      const idle = Promise.all(looks.map((each) => each.idle()));
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
async function dueSlots({ pool, clock }: JobsDeps, job: Job, plan: CronPlan): Promise<Instant[]> {
  const now = clock();
  const last = await lastFinishedSlot(pool, job.name);
  if (job.missed === 'latest' || last === null) {
    const [newest] = plan.slots(last ?? -Infinity, now, 1);
    if (newest === undefined) return [];
    await closeMissedSlots(pool, job.name, newest, now);
    return [newest];
  }
  const slots = new Set([
    ...(await abandonedSlots(pool, job.name, now)),
    ...plan.slots(last, now, mostSlots),
  ]);
  return [...slots].sort((a, b) => a - b);
}
