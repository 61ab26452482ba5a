import type { Router } from 'express';
import type { Pool } from 'pg';
import type { ReportKind } from '#contract/reports/reportKind';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from './catalogue/catalogueHolder.ts';
import type { JobDetail, JobRun } from './jobs/job.ts';
import { nextReports } from './jobs/reportPlan.ts';
import { appealRoutes } from './reports/appealRoutes.ts';
import { figureCaseRoutes } from './reports/figureCaseRoutes.ts';
import { makeReports } from './reports/making/makeReports.ts';
import { orderDue } from './reports/making/orderDue.ts';
import { createFileCache } from './reports/render/fileCache.ts';
import { startPrinter } from './reports/render/startPrinter.ts';
import { reportFileRoutes } from './reports/reportFileRoutes.ts';
import { reportRoutes } from './reports/reportRoutes.ts';
import { takeSnapshot } from './reports/snapshot/takeSnapshot.ts';
import { subscriptionRoutes } from './reports/subscriptionRoutes.ts';
import { templateRoutes } from './reports/templateRoutes.ts';

export interface ReportsParts {
  pool: Pool;
  clock: () => Instant;
  catalogue: CatalogueHolder;
  /** As it signs; null: named after the city. */
  office: string | null;
  /** Of a unit's own fonts; null: the shipped one. */
  fontsDir: string | null;
  /** Where people reach the desk; null: not known. */
  deskUrl: string | null;
}

export interface Reports {
  routes: Router[];
  /** Makes and issues what was ordered. */
  make(run: JobRun): Promise<JobDetail>;
  /** Orders what the plan has for the slot. */
  order(kind: ReportKind, run: JobRun): Promise<JobDetail>;
  close(): Promise<void>;
}

/** Printed drafts and other languages of issued papers, beside the archive. */
const cachedBytes = 48 * 1024 * 1024;

/** Reports: their routes, the work behind them, and the process that prints. */
export function openReports({
  pool,
  clock,
  catalogue: holder,
  office,
  fontsDir,
  deskUrl,
}: ReportsParts): Reports {
  const catalogue = () => holder.current();
  const printer = startPrinter(fontsDir);
  const cache = createFileCache(cachedBytes);
  const answering = { pool, clock, catalogue };
  const files = { ...answering, render: printer.render, cache, office, deskUrl };
  return {
    routes: [
      reportRoutes({ ...answering, next: (now) => nextReports(now, catalogue().timezone) }),
      appealRoutes(answering),
      figureCaseRoutes(answering),
      reportFileRoutes(files),
      templateRoutes(files),
      subscriptionRoutes(answering),
    ],
    async make(run) {
      await holder.refresh(pool);
      const making = { ...answering, take: takeSnapshot, render: printer.renderPatiently, office, deskUrl };
      const faults: unknown[] = [];
      const { made, issued, failed } = await makeReports({
        ...making,
        onFault: (error) => void faults.push(error),
        assertFence: (db) => run.assertFence(db),
        renewLease: (db) => run.renewLease(db),
        signal: run.signal,
      });
      // the run counts as failed, and its log has where it came from
      if (faults.length > 0) throw new Error(`${failed} reports could not be made.`, { cause: faults[0] });
      return { made, issued, failed, printerMb: Math.round(printer.memory() / 2 ** 20) };
    },
    async order(kind, run) {
      await holder.refresh(pool);
      const { slotAt } = run;
      return { ordered: await orderDue({ ...answering, slotAt }, kind) };
    },
    close: () => printer.close(),
  };
}
