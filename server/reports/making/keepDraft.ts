import { inTransaction } from '../../db/transaction.ts';
import { auditReport } from '../actions/actor.ts';
import { makingJob } from './makingJob.ts';
import { tellDrafted } from '../distribution/tellPeople.ts';
import type { ReportRow } from '../store/reportRow.ts';
import { saveSnapshot } from '../store/snapshotStore.ts';
import { endWithDraft, type Hold } from '../store/workStore.ts';
import type { MakeParts } from './makeReports.ts';
import type { TakenFigures } from './takeFigures.ts';

/** False: it is no longer wanted. */
export function keepDraft(
  { pool, clock, catalogue, assertFence }: MakeParts,
  report: ReportRow,
  hold: Hold,
  { snapshot, document, sha256 }: TakenFigures,
): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    await assertFence(db);
    const now = clock();
    if (!(await endWithDraft(db, hold, Date.parse(snapshot.asOf)))) return false;
    await saveSnapshot(db, hold.reportId, { stage: 'draft', takenAt: now, document, sha256 });
    await tellDrafted(db, report, { now, catalogue: catalogue() });
    await auditReport(db, { name: makingJob, now }, 'drafted', hold.reportId, { sha256 });
    return true;
  });
}
