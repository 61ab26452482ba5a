import type { Pool } from 'pg';
import type { ReportKind } from '#contract/reports/reportKind';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { latestPeriod } from '../../domain/reports/reportPeriod.ts';
import { officeDay, orderReport } from '../actions/orderReport.ts';
import { takenEarly } from '../actions/takenEarly.ts';
import { hadReports, hasCases } from '../store/reportStore.ts';

export interface DueParts {
  pool: Pool;
  clock: () => Instant;
  catalogue: () => Catalogue;
  /** When the plan had it ordered. */
  slotAt: Instant;
}

const hour = 3_600_000;
/** No person stands behind the plan. */
const plan = { name: 'duban', role: 'admin', region: null, department: null } as const;

/**
 * Orders the city's report that a slot of the plan is for; one that is there already stays, but for a draft that somebody
 * looked at before its period was over, whose figures are taken anew. A slot that was missed is made up for, but not by a
 * new installation: whoever begins with duban today wants no report of last year unasked.
 * @returns 1 if the report is there now, else 0
 */
export async function orderDue(
  { pool, clock, catalogue, slotAt }: DueParts,
  kind: ReportKind,
): Promise<number> {
  const now = clock();
  const missed = now - slotAt > hour;
  if (!(await hasCases(pool)) || (missed && !(await hadReports(pool, slotAt)))) return 0;
  const period = latestPeriod(kind, officeDay(catalogue(), slotAt));
  const order = { kind, period, scope: { by: 'city' }, language: 'zh', again: false } as const;
  const actor = { account: plan, name: 'duban', catalogue: catalogue(), now };
  const there = await orderReport(pool, order, actor);
  if (there.status === 'draft' && takenEarly(there, actor.catalogue))
    await orderReport(pool, { ...order, again: true }, actor);
  return 1;
}
