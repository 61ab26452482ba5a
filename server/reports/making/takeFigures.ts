import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { inSnapshot } from '../../db/transaction.ts';
import { snapshotText } from '../snapshot/hashSnapshot.ts';
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
  { pool, catalogue, clock, take, signal }: MakeParts,
  report: ReportRow,
  hold: Hold,
): Promise<TakenFigures | undefined> {
  const unwanted = new AbortController();
  const stop = AbortSignal.any([unwanted.signal, signal]);
  let share = 0;
  const look = async (): Promise<void> => {
    if (!(await noteProgress(pool, hold, 'figures', share))) unwanted.abort();
  };
  // a database that does not answer is asked again
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  try {
    const snapshot = await inSnapshot(pool, async (db) => {
      const end = await endStatements(db, pool, stop);
      try {
        await db.query('set local statement_timeout = 0');
        const parts = {
          db,
          catalogue: catalogue(),
          now: clock(),
          onProgress: (done: number) => void (share = done),
          signal: stop,
          issued: issuedBefore(db),
        };
        return await take(parts, { kind: report.kind, period: report.period, scope: scopeOfRow(report) });
      } finally {
        end();
      }
    });
    const document = snapshotText(snapshot);
    return { snapshot, document, sha256: createHash('sha256').update(document).digest('hex') };
  } catch (error) {
    if (unwanted.signal.aborted) return undefined;
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Has the server end what the connection runs as soon as the signal is given. @returns what forgets about it */
async function endStatements(
  db: PoolClient,
  pool: MakeParts['pool'],
  signal: AbortSignal,
): Promise<() => void> {
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
  const end = (): void => {
    // one that cannot be told runs to its end, and is dropped then
    pool.query('select pg_cancel_backend($1)', [rows[0]?.pid ?? 0]).catch(() => undefined);
  };
  signal.addEventListener('abort', end, { once: true });
  return () => signal.removeEventListener('abort', end);
}
