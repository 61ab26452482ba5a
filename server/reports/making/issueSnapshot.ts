import { createHash } from 'node:crypto';
import { appealedKinds } from '#contract/reports/reportKind';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { inTransaction } from '../../db/transaction.ts';
import { auditReport } from '../actions/actor.ts';
import { makingJob } from './makingJob.ts';
import { officeDay } from '../actions/orderReport.ts';
import { tellIssued } from '../distribution/tellIssued.ts';
import { addressOfReport, settingOf } from '../documentSetting.ts';
import { insertFile, type ArchivedFile } from '../store/fileStore.ts';
import type { ReportRow } from '../store/reportRow.ts';
import { newestSnapshot, saveSnapshot } from '../store/snapshotStore.ts';
import { endWithIssue, nextNumber, noteProgress, type Hold } from '../store/workStore.ts';
import { differenceBetween } from './differenceBetween.ts';
import type { MakeParts } from './makeReports.ts';
import type { TakenFigures } from './takeFigures.ts';

const archived = ['docx', 'xlsx', 'pdf'] as const;

/** Somebody wants it issued; or nobody can appeal what the whole of its period says. */
export const isReadyToIssue = (
  { kind, issueAskedBy, to }: Pick<ReportRow, 'kind' | 'issueAskedBy' | 'to'>,
  { asOf, timezone }: Pick<ReportSnapshot, 'asOf' | 'timezone'>,
): boolean =>
  issueAskedBy !== null || (!appealedKinds.has(kind) && to < officeDay({ timezone }, Date.parse(asOf)));

/** Numbers it, makes and archives its files, and tells who is to have it; all of that or nothing. False: unwanted. */
export async function issueSnapshot(
  parts: MakeParts,
  report: ReportRow,
  hold: Hold,
  { snapshot, document, sha256 }: TakenFigures,
): Promise<boolean> {
  const { pool, clock, catalogue, assertFence, renewLease, signal } = parts;
  const { reportId } = hold;
  const now = clock();
  const numbered = await nextNumber(pool, reportId, Number(report.period.slice(0, 4)));
  const issued = { ...report, status: 'issued', sha256, issuedAt: now, numbered } as const;
  const setting = settingOf(issued, {
    language: report.language,
    office: parts.office,
    catalogue: catalogue(),
  });
  const address = addressOfReport(parts.deskUrl, reportId);
  const files: ArchivedFile[] = [];
  for (const format of archived) {
    // a server that stops waits for no more of them
    signal.throwIfAborted();
    if (!(await noteProgress(pool, hold, 'files', files.length / archived.length))) return false;
    await renewLease(pool);
    const { file, missing } = await parts.render({
      snapshot: document,
      setting,
      format,
      address,
      template: null,
    });
    files.push({ format, language: report.language, file, missing, sha256: hex(file) });
  }
  const before = await newestSnapshot(pool, reportId);
  const difference = before === undefined ? null : differenceBetween(JSON.parse(before.document), snapshot);
  return inTransaction(pool, async (db) => {
    await assertFence(db);
    const by = report.issueAskedBy ?? report.askedBy;
    await saveSnapshot(db, reportId, { stage: 'final', takenAt: now, document, sha256 });
    for (const file of files) await insertFile(db, reportId, file, now);
    if (!(await endWithIssue(db, hold, { at: now, by, ...numbered, difference }))) throw new Unwanted();
    const told = { ...report, ...issued, issuedBy: by };
    await tellIssued(db, told, { now, catalogue: catalogue() });
    const detail = { ...numbered, sha256, differences: difference?.length ?? 0 };
    // who ordered what is issued by itself has issued nothing
    const name = report.issueAskedBy ?? makingJob;
    await auditReport(db, { name, now }, 'issued', reportId, detail);
    return true;
  }).catch((error: unknown) => {
    if (error instanceof Unwanted) return false;
    throw error;
  });
}

/** Rolls back what was written of a report that was cancelled in this moment. */
class Unwanted extends Error {}

const hex = (file: Buffer): string => createHash('sha256').update(file).digest('hex');
