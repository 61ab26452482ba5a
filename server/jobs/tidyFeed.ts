import type { Instant } from '#contract/time';
import { purgeChanges } from '../changes/readChanges.ts';
import type { Queryable } from '../db/queryable.ts';
import type { JobDetail } from './job.ts';
import { purgeSlots } from './slotStore.ts';

const day = 24 * 3_600_000;

/** Forgets changes and finished job slots older than a day: screens that were away longer load afresh. */
export async function tidyFeed(db: Queryable, now: Instant): Promise<JobDetail> {
  return { changes: await purgeChanges(db, now - day), slots: await purgeSlots(db, now - day) };
}
