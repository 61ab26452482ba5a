import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { inTransaction } from '../../db/transaction.ts';
import { cancelWork } from '../store/lifeStore.ts';
import { auditReport, reportToChange, type Actor } from './actor.ts';

/** Ends the work on a report: what was there before stays. @throws Problem `conflict` when nobody works on it */
export function cancelReport(pool: Pool, reportId: number, actor: Actor): Promise<void> {
  return inTransaction(pool, async (db) => {
    await reportToChange(db, reportId, actor);
    if (!(await cancelWork(db, reportId)))
      throw new Problem('conflict', `Nobody works on report ${reportId}; there is nothing to cancel.`);
    await auditReport(db, actor, 'cancelled', reportId);
  });
}
