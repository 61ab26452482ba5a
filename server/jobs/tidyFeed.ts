import type { Instant } from '#contract/time';
import { purgeChanges } from '../changes/readChanges.ts';
import type { Queryable } from '../db/queryable.ts';
import type { JobDetail } from './job.ts';
import { purgeSlots } from './slotStore.ts';

const day = 24 * 3_600_000;
/** Of a job that runs once a day its last weeks, of each its last runs. */
const keptSlots = 50;

/**
 * Forgets changes older than a day: screens that were away longer load afresh. Job slots that ended well are kept a
 * day, what failed or was abandoned a week, so that whoever looks after the weekend still finds it.
 */
export async function tidyFeed(db: Queryable, now: Instant): Promise<JobDetail> {
  const kept = { before: now - day, beforeFaults: now - 7 * day, keep: keptSlots };
  return { changes: await purgeChanges(db, now - day), slots: await purgeSlots(db, kept) };
}
