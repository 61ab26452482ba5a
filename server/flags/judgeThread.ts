/** One of the threads that share work over many cases: judges the pages it is given, over connections of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Pool } from 'pg';
import { loadCatalogue } from '../catalogue/loadCatalogue.ts';
import { createPool } from '../db/pool.ts';
import type { CasePage } from './casePage.ts';
import { pageJudge, type PageOrder } from './pageOrder.ts';

export interface ThreadOrder {
  url: string;
  /** Of the catalogue that every thread must judge by. */
  marker: number;
  timezone: string;
  /** Pages at a time. */
  atOnce: number;
  order: PageOrder;
}

export interface ThreadPage {
  nth: number;
  page: CasePage;
}

/** To a page, or with number 0 that the thread is ready. */
export interface ThreadAnswer<Tally> {
  nth: number;
  tally?: Tally;
  error?: string;
}

const given = workerData as ThreadOrder;
const pool = createPool({
  url: given.url,
  applicationName: `duban ${given.order.kind}`,
  max: given.atOnce,
  statementTimeout: 0,
});
const answer = (told: ThreadAnswer<unknown>): void => parentPort?.postMessage(told);

const judge = await judgeOf(pool, given);
if (!judge) answer({ nth: 0, error: 'The catalogue changed as the work began; order it again.' });
else {
  parentPort?.on('message', (asked: ThreadPage) => void judgeOne(judge, asked));
  answer({ nth: 0 });
}

async function judgeOf(
  db: Pool,
  { marker, timezone, order }: ThreadOrder,
): Promise<((page: CasePage) => Promise<unknown>) | undefined> {
  const catalogue = await loadCatalogue(db, timezone);
  return catalogue.marker === marker ? pageJudge(db, catalogue, order) : undefined;
}

async function judgeOne(by: (page: CasePage) => Promise<unknown>, { nth, page }: ThreadPage): Promise<void> {
  try {
    answer({ nth, tally: await by(page) });
  } catch (error) {
    answer({ nth, error: error instanceof Error ? error.message : String(error) });
  }
}
