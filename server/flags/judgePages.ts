import { availableParallelism } from 'node:os';
import type { Pool } from 'pg';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CasePage } from './casePage.ts';
import { startThreads, type PageJudge } from './judgeThreads.ts';
import type { PageOrder } from './pageOrder.ts';

export interface PagesParts {
  pool: Pool;
  catalogue: Catalogue;
  /** After every page; what it returns is waited for. */
  onProgress?: (done: number, of: number) => void | Promise<void>;
  /** @throws its reason, between pages */
  signal?: AbortSignal;
  /** How many share the work, 1: this one alone; unless told one a core, at most four, if there is work enough. */
  threads?: number;
  /** Their compiled program; the one beside this file unless told (sources cannot be run as they are). */
  threadScript?: string;
}

/** Pages of cases, and what becomes of them. */
export interface PageWork<Tally> {
  pages: readonly CasePage[];
  cases: number;
  /** What threads are told of the work. */
  order: PageOrder;
  /** Judges a page in this thread. */
  judge: (page: CasePage) => Promise<Tally>;
  /** What is counted so far; tallies are added in the order of the pages, whoever is done first. */
  sum: Tally;
  add: (sum: Tally, page: Tally) => void;
}

/** A page takes a few hundredths of a second: a process that judges it serves others in between. */
export const pageSize = 500;
const mostThreads = 4;
/** To start a thread takes as long as a few pages. */
const pagesWorthThreads = 20;
/** The database reads one page while another is judged. */
const pagesAtOnce = 2;

/**
 * Judges all pages, shared among threads where there are cores for them.
 * @returns the sum
 * @throws Problem `conflict` if the catalogue changes as it begins
 */
export async function judgePages<Tally extends { cases: number }>(
  parts: PagesParts,
  work: PageWork<Tally>,
): Promise<Tally> {
  const { pool, catalogue, threads, threadScript: script } = parts;
  const usual = work.pages.length < pagesWorthThreads ? 1 : Math.min(mostThreads, availableParallelism());
  const count = threads ?? usual;
  if (count === 1) return runLanes(parts, work, work.judge, pagesAtOnce);
  const asked = { pool, catalogue, order: work.order, threads: count, atOnce: pagesAtOnce, script };
  const judges: PageJudge<Tally> = await startThreads<Tally>(asked);
  return runLanes(parts, work, judges.judge, count * pagesAtOnce).finally(() => judges.close());
}

async function runLanes<Tally extends { cases: number }>(
  { onProgress, signal }: PagesParts,
  { pages, cases, sum, add }: PageWork<Tally>,
  judge: (page: CasePage) => Promise<Tally>,
  atOnce: number,
): Promise<Tally> {
  const early = new Map<number, Tally>();
  let [next, added, done] = [0, 0, 0];
  const lane = async (): Promise<void> => {
    for (let page = pages[next]; page; page = pages[next]) {
      signal?.throwIfAborted();
      const nth = next;
      next += 1;
      const tally = await judge(page);
      early.set(nth, tally);
      for (let ready = early.get(added); ready; ready = early.get(added)) {
        add(sum, ready);
        early.delete(added);
        added += 1;
      }
      done += tally.cases;
      await onProgress?.(done, cases);
    }
  };
  await onProgress?.(0, cases);
  const lanes = Array.from({ length: atOnce }, () =>
    lane().catch((error: unknown) => {
      // the others end with the page they are at
      next = pages.length;
      throw error;
    }),
  );
  for (const ended of await Promise.allSettled(lanes)) if (ended.status === 'rejected') throw ended.reason;
  return sum;
}
