import { createHash } from 'node:crypto';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { snapshotText } from '../snapshot/hashSnapshot.ts';
import { onPicture } from '../snapshot/onPicture.ts';
import { scopeOfRow, type ReportRow } from '../store/reportRow.ts';
import { noteProgress, type Hold } from '../store/workStore.ts';
import { issuedBefore } from './issuedBefore.ts';
import type { MakeParts } from './makeReports.ts';

export interface TakenFigures {
  snapshot: ReportSnapshot;
  /** As it is kept. */
  document: string;
  sha256: string;
}

const lookEveryMs = 1000;

/**
 * The figures of a report, on one picture of the database. Its progress is told once a second; whoever cancelled it
 * meanwhile, or has taken it over, ends the statement that runs. Undefined: it is no longer wanted.
 */
export async function takeFigures(
  { pool, catalogue, clock, take, renewLease, signal }: MakeParts,
  report: ReportRow,
  hold: Hold,
): Promise<TakenFigures | undefined> {
  const unwanted = new AbortController();
  const stop = AbortSignal.any([unwanted.signal, signal]);
  let share = 0;
  let renewedAt = 0;
  const look = async (): Promise<void> => {
    if (!(await noteProgress(pool, hold, 'figures', share))) unwanted.abort();
    // a year of a large city takes longer than a lease; what hangs does not get on, and loses it
    if (share <= renewedAt) return;
    renewedAt = share;
    await renewLease(pool);
  };
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    // one look at a time; a database that does not answer is asked again
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = undefined));
  }, lookEveryMs);
  try {
    const order = { kind: report.kind, period: report.period, scope: scopeOfRow(report) };
    const onProgress = (done: number): void => void (share = done);
    const snapshot = await onPicture(
      pool,
      (db) => {
        const parts = { db, catalogue: catalogue(), now: clock(), onProgress, signal: stop };
        return take({ ...parts, issued: issuedBefore(db) }, order);
      },
      stop,
    );
    const document = snapshotText(snapshot);
    return { snapshot, document, sha256: createHash('sha256').update(document).digest('hex') };
  } catch (error) {
    if (unwanted.signal.aborted) return undefined;
    throw error;
  } finally {
    clearInterval(timer);
    // what comes next has progress of its own
    await looking;
  }
}
