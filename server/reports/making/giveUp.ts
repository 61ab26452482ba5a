import { inTransaction } from '../../db/transaction.ts';
import { auditReport } from '../actions/actor.ts';
import { makingJob } from './makingJob.ts';
import { endWithError, type Hold } from '../store/workStore.ts';
import type { MakeParts } from './makeReports.ts';

/**
 * Ends the work on a report with a sentence that says why. False: it is no longer wanted.
 * @throws Problem when the job is no longer this process's: then it is not for this one to say, and it is begun anew
 */
export function giveUp(
  { pool, clock, assertFence }: Pick<MakeParts, 'pool' | 'clock' | 'assertFence'>,
  hold: Hold,
  error: string,
): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    await assertFence(db);
    if (!(await endWithError(db, hold, error))) return false;
    await auditReport(db, { name: makingJob, now: clock() }, 'failed', hold.reportId, { error });
    return true;
  });
}
