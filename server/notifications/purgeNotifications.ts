import type { Instant } from '#contract/time';
import { inBatches } from '../db/inBatches.ts';
import type { Queryable } from '../db/queryable.ts';
import { clearInboxes, forgetAttempts, forgetDeliveries, forgetNotifications } from './purgeStore.ts';
import { notificationRetention } from './retentionStore.ts';

export interface PurgeParts {
  db: Queryable;
  shouldStop(): boolean;
  batchSize?: number;
}

const day = 86_400_000;

/**
 * Forgets old notifications: in each inbox what was read longer ago than the office keeps it, everywhere what was told
 * longer ago than that, with the log of its delivery. What nobody has read and no log tells of any more goes last.
 * Small steps, each its own transaction; a run that is stopped is taken up by the next.
 * @returns how many of each
 */
export async function purgeNotifications(
  { db, shouldStop, batchSize = 5000 }: PurgeParts,
  now: Instant,
): Promise<{ inboxes: number; deliveries: number; attempts: number; notifications: number }> {
  const { readDays, allDays } = await notificationRetention(db);
  const readBefore = now - readDays * day;
  const toldBefore = now - allDays * day;
  const inSteps = (step: (limit: number) => Promise<number>) =>
    inBatches(step, { size: batchSize, shouldStop });
  return {
    inboxes: await inSteps((limit) => clearInboxes(db, { readBefore, toldBefore }, limit)),
    deliveries: await inSteps((limit) => forgetDeliveries(db, toldBefore, limit)),
    attempts: await forgetAttempts(db, toldBefore),
    notifications: await inSteps((limit) => forgetNotifications(db, readBefore, limit)),
  };
}
