/** One of the threads that share a back-test: judges the pages it is given, over connections of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Pool } from 'pg';
import { loadCatalogue } from '../catalogue/loadCatalogue.ts';
import { createPool } from '../db/pool.ts';
import type { CasePage } from './backtestStore.ts';
import type { BacktestTally } from './backtestTally.ts';
import { backtestCourt, judgePage, type BacktestCourt, type BacktestOrder } from './judgePage.ts';

export interface ThreadOrder {
  url: string;
  /** Of the catalogue that every thread must judge by. */
  marker: number;
  timezone: string;
  /** Pages at a time. */
  atOnce: number;
  order: BacktestOrder;
}

export interface ThreadPage {
  nth: number;
  page: CasePage;
}

/** To a page, or with number 0 that the thread is ready. */
export interface ThreadAnswer {
  nth: number;
  tally?: BacktestTally;
  error?: string;
}

const given = workerData as ThreadOrder;
const pool = createPool({
  url: given.url,
  applicationName: 'duban backtest',
  max: given.atOnce,
  statementTimeout: 0,
});
const answer = (told: ThreadAnswer): void => parentPort?.postMessage(told);

const court = await courtOf(pool, given);
if (!court) answer({ nth: 0, error: 'The catalogue changed as the back-test began; order it again.' });
else {
  parentPort?.on('message', (asked: ThreadPage) => void judge(court, asked));
  answer({ nth: 0 });
}

async function courtOf(
  db: Pool,
  { marker, timezone, order }: ThreadOrder,
): Promise<BacktestCourt | undefined> {
  const catalogue = await loadCatalogue(db, timezone);
  return catalogue.marker === marker ? backtestCourt(catalogue, order) : undefined;
}

async function judge(by: BacktestCourt, { nth, page }: ThreadPage): Promise<void> {
  try {
    answer({ nth, tally: await judgePage(pool, by, page) });
  } catch (error) {
    answer({ nth, error: error instanceof Error ? error.message : String(error) });
  }
}
