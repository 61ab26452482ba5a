import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** What a job's run knows of itself. */
export interface JobRun {
  /** The moment of the plan this run is for; not the moment it runs. */
  slotAt: Instant;
  /** Ends a run early: the server stops or the lease is over. */
  signal: AbortSignal;
  /**
   * To be called in each of the run's write transactions, before its first write. Holds the slot until the commit;
   * throws a Problem `conflict` when the lease is over or another worker has taken the slot.
   */
  assertFence(db: Queryable): Promise<void>;
  /** A long run that gets on asks for another full lease; throws as `assertFence`. */
  renewLease(db: Queryable): Promise<void>;
}

export type JobDetail = Record<string, number | string>;

/** One line of the schedule. Runs must be safe to run twice and in two processes. */
export interface Job {
  name: string;
  /** Five or six fields (seconds first), in `timezone`. */
  cron: string;
  timezone: string;
  /** How long one run may take before it counts as dead and another worker takes over. */
  leaseSeconds: number;
  /** After an outage: `latest` runs the newest missed slot alone, `each` runs every one, the oldest first. */
  missed: 'latest' | 'each';
  /** What it returns is kept with the slot. */
  run(run: JobRun): Promise<JobDetail | undefined>;
}
