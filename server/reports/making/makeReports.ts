import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { isDatabaseAway } from '../../db/databaseFault.ts';
import type { Queryable } from '../../db/queryable.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Render } from '../render/renderOrder.ts';
import type { takeSnapshot } from '../snapshot/takeSnapshot.ts';
import { reportById } from '../store/reportStore.ts';
import { giveBack, takeWork, type Hold } from '../store/workStore.ts';
import { giveUp } from './giveUp.ts';
import { isReadyToIssue, issueSnapshot } from './issueSnapshot.ts';
import { keepDraft } from './keepDraft.ts';
import { takeFigures } from './takeFigures.ts';

export interface MakeParts {
  pool: Pool;
  catalogue: () => Catalogue;
  clock: () => Instant;
  /** `takeSnapshot`; a test may slow it down. */
  take: typeof takeSnapshot;
  render: Render;
  /** As it signs; null: named after the city. */
  office: string | null;
  /** Where people reach the desk; null: not known. */
  deskUrl: string | null;
  /** Throws when this process no longer holds the job. */
  assertFence(db: Queryable): Promise<void>;
  /** A report may take longer than the lease that is left. */
  renewLease(db: Queryable): Promise<void>;
  /** Hears what ended the work on a report and nobody foresaw; the report itself keeps no more than a sentence. */
  onFault(error: unknown): void;
  signal: AbortSignal;
}

/** What ends its process each time is given up. */
const mostAttempts = 5;

/**
 * Makes and issues what was ordered, one report after the other. Whatever a process leaves behind when it dies is begun
 * anew by the next one; what was cancelled meanwhile is dropped.
 */
export async function makeReports(
  parts: MakeParts,
): Promise<{ made: number; issued: number; failed: number }> {
  const tally = { made: 0, issued: 0, failed: 0 };
  while (!parts.signal.aborted) {
    const hold = await inTransaction(parts.pool, async (db) => {
      await parts.assertFence(db);
      return takeWork(db);
    });
    if (hold === undefined) break;
    await parts.renewLease(parts.pool);
    const outcome = await workOn(parts, hold);
    if (outcome !== 'dropped') tally[outcome] += 1;
  }
  return tally;
}

async function workOn(parts: MakeParts, hold: Hold): Promise<'made' | 'issued' | 'failed' | 'dropped'> {
  const report = await reportById(parts.pool, hold.reportId);
  if (report === undefined) return 'dropped';
  if (hold.attempts > mostAttempts) {
    const sentence = `It was begun ${mostAttempts} times and never ended; look at the server's log.`;
    return (await giveUp(parts, hold, sentence)) ? 'failed' : 'dropped';
  }
  try {
    const taken = await takeFigures(parts, report, hold);
    if (taken === undefined) return 'dropped';
    if (!isReadyToIssue(report, taken.snapshot))
      return (await keepDraft(parts, report, hold, taken)) ? 'made' : 'dropped';
    return (await issueSnapshot(parts, report, hold, taken)) ? 'issued' : 'dropped';
  } catch (error) {
    if (parts.signal.aborted) {
      await leave(parts, hold);
      return 'dropped';
    }
    // gone for a moment: the next run begins it anew, a few times
    if (isDatabaseAway(error)) throw error;
    const sentence = error instanceof Error ? error.message : String(error);
    if (!(await giveUp(parts, hold, sentence))) return 'dropped';
    if (!(error instanceof Problem)) parts.onFault(error);
    return 'failed';
  }
}

/** A server that stops gives the report back; of one that has lost the job, by hanging on it, the attempt counts. */
async function leave({ pool, assertFence }: MakeParts, hold: Hold): Promise<void> {
  await inTransaction(pool, async (db) => {
    await assertFence(db);
    await giveBack(db, hold);
  }).catch(() => undefined);
}
