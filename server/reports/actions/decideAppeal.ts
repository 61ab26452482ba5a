import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { AppealDecision } from '#contract/reports/appealSchema';
import { inTransaction } from '../../db/transaction.ts';
import { tellDecided } from '../distribution/tellPeople.ts';
import { decideAppeal as decide } from '../store/appealStore.ts';
import { touchReport } from '../store/lifeStore.ts';
import { auditReport, reportToChange, type Actor } from './actor.ts';

/** @throws Problem `not_found`: the report has no such appeal; `conflict`: it is decided, or the report being issued */
export function decideAppeal(
  pool: Pool,
  reportId: number,
  decision: AppealDecision,
  actor: Actor,
): Promise<void> {
  return inTransaction(pool, async (db) => {
    const report = await reportToChange(db, reportId, actor);
    const { account, now } = actor;
    if (report.status !== 'appealing' || report.issueAskedBy !== null)
      throw new Problem(
        'conflict',
        `Report ${reportId} is not in its appeal window; nothing is decided any more.`,
      );
    const appeal = await decide(db, reportId, decision, { name: account.name, now });
    if (appeal === undefined)
      throw new Problem('conflict', `Report ${reportId} has no undecided appeal ${decision.appealId}.`, {
        path: 'appealId',
      });
    await touchReport(db, reportId);
    await tellDecided(db, report, { ...decision, ...appeal }, actor);
    await auditReport(db, actor, 'appeal_decided', reportId, { ...decision });
  });
}
