import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { appealedKinds } from '#contract/reports/reportKind';
import { inTransaction } from '../../db/transaction.ts';
import { askToIssue } from '../store/lifeStore.ts';
import type { ReportRow } from '../store/reportRow.ts';
import { auditReport, reportToChange, type Actor } from './actor.ts';
import { mustHaveVersion } from './mustHaveVersion.ts';
import { officeDay } from './orderReport.ts';

/**
 * Has a report issued, soon, by the job, which takes its figures once more and archives its files. Cannot be undone.
 * @throws Problem `conflict` while its period runs, an appeal is undecided, or its window is open and no reason given
 */
export function issueReport(
  pool: Pool,
  reportId: number,
  asked: { reason?: string | undefined; version: number },
  actor: Actor,
): Promise<void> {
  return inTransaction(pool, async (db) => {
    const report = await reportToChange(db, reportId, actor);
    mustHaveVersion(report, asked.version);
    mustBeReady(report, asked.reason, actor);
    if (!(await askToIssue(db, reportId, actor.account.name)))
      throw new Problem('conflict', `Report ${reportId} is ${report.status}, or being issued already.`);
    const { reason } = asked;
    await auditReport(db, actor, 'issue_asked', reportId, reason === undefined ? {} : { reason });
  });
}

function mustBeReady(report: ReportRow, reason: string | undefined, { catalogue, now }: Actor): void {
  const { kind, status, to, appeals, appealsUntil } = report;
  if (to >= officeDay(catalogue, now))
    throw new Problem('conflict', `Its period ends on ${to}; issue it when it is over.`);
  if (appealedKinds.has(kind) && status !== 'appealing')
    throw new Problem('conflict', 'It ranks or scores: open its appeal window before it is issued.');
  if (appeals.open > 0)
    throw new Problem('conflict', `Decide its appeals before it is issued: ${appeals.open} undecided.`);
  if (status === 'appealing' && (appealsUntil ?? 0) > now && reason === undefined)
    throw new Problem(
      'conflict',
      `Its appeal window is open until ${new Date(appealsUntil ?? 0).toISOString()}; wait for it, or say why it is issued before.`,
      { path: 'reason' },
    );
}
