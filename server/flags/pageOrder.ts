import type { Pool } from 'pg';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { backtestCourt, judgeBacktestPage, type BacktestOrder } from './backtestPage.ts';
import { judgePreviewPage, proposedCourt, type PreviewOrder } from './calendarPage.ts';
import type { CasePage } from './casePage.ts';

/** What a thread is told of the work that it shares. */
export type PageOrder = ({ kind: 'backtest' } & BacktestOrder) | ({ kind: 'calendar' } & PreviewOrder);

/** Judges pages as they were ordered; what it answers is the tally of that kind of work. */
export async function pageJudge(
  pool: Pool,
  catalogue: Catalogue,
  order: PageOrder,
): Promise<(page: CasePage) => Promise<unknown>> {
  if (order.kind === 'backtest') {
    const court = backtestCourt(catalogue, order);
    return (page) => judgeBacktestPage(pool, court, page);
  }
  const court = await proposedCourt(pool, catalogue, order);
  return (page) => judgePreviewPage({ db: pool }, court, page);
}
