import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { NewAppeal } from '#contract/reports/appealSchema';
import { inTransaction } from '../../db/transaction.ts';
import { tellAppealed } from '../distribution/tellPeople.ts';
import { isOwn } from '../reach.ts';
import { insertAppeal } from '../store/appealStore.ts';
import { touchReport } from '../store/lifeStore.ts';
import { auditReport, reportSeen, type Actor } from './actor.ts';

/**
 * A unit says that a figure of its own is wrong.
 * @throws Problem `conflict` outside of the appeal window, or when it has said so and nobody has decided;
 * `forbidden` for another's figure
 */
export function appealReport(pool: Pool, reportId: number, appeal: NewAppeal, actor: Actor): Promise<number> {
  return inTransaction(pool, async (db) => {
    const { report, reach } = await reportSeen(db, reportId, actor, true);
    const { account, now } = actor;
    if (report.status !== 'appealing' || report.issueAskedBy !== null || (report.appealsUntil ?? 0) <= now)
      throw new Problem('conflict', `The appeal window of report ${reportId} is not open.`);
    if (reach.all || !isOwn(reach, appeal.by, appeal.code))
      throw new Problem(
        'forbidden',
        `The ${appeal.by} "${appeal.code}" is not yours; appeal your own figures.`,
        {
          path: 'code',
        },
      );
    const appealId = await insertAppeal(db, reportId, appeal, { name: account.name, now });
    if (appealId === undefined)
      throw new Problem('conflict', 'This figure is appealed already; its decision is awaited.', {
        path: 'about',
      });
    await touchReport(db, reportId);
    await tellAppealed(db, report, appeal, actor);
    const { by, code, about } = appeal;
    await auditReport(db, actor, 'appealed', reportId, { appealId, by, code, about });
    return appealId;
  });
}
