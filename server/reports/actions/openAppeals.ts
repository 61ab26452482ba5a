import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { appealedKinds } from '#contract/reports/reportKind';
import { inTransaction } from '../../db/transaction.ts';
import { endOfWorkdays } from '../../domain/followup/followupTerms.ts';
import { tellOpened } from '../distribution/tellPeople.ts';
import { openAppeals as open } from '../store/lifeStore.ts';
import { newestSnapshot } from '../store/snapshotStore.ts';
import { auditReport, reportToChange, type Actor } from './actor.ts';
import { mustHaveVersion } from './mustHaveVersion.ts';
import { officeCalendar } from './officeCalendar.ts';
import { officeDay } from './orderReport.ts';
import { takenEarly } from './takenEarly.ts';

/**
 * Shows a draft to those whom it ranks or scores, who may appeal for so many working days.
 * @throws Problem `conflict` for a kind that nobody appeals, a period that is not over, figures from before it was, or what
 * is no draft
 */
export function openAppeals(
  pool: Pool,
  reportId: number,
  asked: { days: number; version: number },
  actor: Actor,
): Promise<void> {
  return inTransaction(pool, async (db) => {
    const report = await reportToChange(db, reportId, actor);
    mustHaveVersion(report, asked.version);
    if (!appealedKinds.has(report.kind))
      throw new Problem('conflict', 'Reports of this kind rank nobody: issue it without an appeal window.');
    if (report.to >= officeDay(actor.catalogue, actor.now))
      throw new Problem('conflict', `Its period ends on ${report.to}; open the window when it is over.`);
    if (takenEarly(report, actor.catalogue))
      throw new Problem(
        'conflict',
        `Its figures were taken before its period was over, on ${report.to}; order it again, and open the window then.`,
      );
    const until = endOfWorkdays(officeCalendar(actor.catalogue), actor.now, asked.days);
    if (!(await open(db, reportId, until)))
      throw new Problem(
        'conflict',
        `Report ${reportId} is ${report.status}; only a draft is opened for appeals.`,
      );
    const taken = await newestSnapshot(db, reportId);
    await tellOpened(db, { report, until, snapshot: taken?.document ?? '{}' }, actor);
    await auditReport(db, actor, 'appeals_opened', reportId, {
      days: asked.days,
      until: new Date(until).toISOString(),
    });
  });
}
