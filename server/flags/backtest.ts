import { availableParallelism } from 'node:os';
import type { Pool } from 'pg';
import type { RuleId } from '#contract/rule';
import type { BacktestReport, Proposal } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { concernedPages, type CasePage } from './backtestStore.ts';
import { addTally, departmentRows, hitsOf, newTally, type BacktestTally } from './backtestTally.ts';
import { startThreads } from './backtestThreads.ts';
import { completeLogs } from './completeLogs.ts';
import { concernedBy } from './concernedBy.ts';
import { backtestCourt, judgePage, type BacktestOrder } from './judgePage.ts';

export interface BacktestParts {
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

/** Whoever judges pages, so many at a time. */
interface Judges {
  atOnce: number;
  judge(page: CasePage): Promise<BacktestTally>;
  close(): Promise<void>;
}

/** A page takes a few hundredths of a second: a process that judges it serves others in between. */
const pageSize = 500;
const mostThreads = 4;
/** To start a thread takes as long as a few pages. */
const pagesWorthThreads = 20;
/** The database reads one page while another is judged. */
const pagesAtOnce = 2;

/**
 * Judges the cases that a change of a rule may concern twice, by the same function: with the versions as recorded, and
 * as if the proposed one had been recorded too. Counts what of the period's findings would be raised, cleared and
 * changed. Reads only, page by page; asked again of the same events it answers the same.
 * @throws Problem `conflict` if the catalogue changes as it begins
 */
export async function backtest(
  parts: BacktestParts,
  rule: RuleId,
  proposal: Proposal,
  asOf: Instant,
): Promise<BacktestReport> {
  const { pool, catalogue } = parts;
  const began = performance.now();
  const proofs = await completeLogs({ db: pool, catalogue }, asOf);
  const { pages, cases } = await concernedPages(pool, concernedBy(rule, proposal, catalogue), pageSize);
  const judges = await judgesOf(parts, { rule, proposal, asOf, proofs }, pages.length);
  const tally = await judgeAll(judges, pages, cases, parts).finally(() => judges.close());
  return {
    rule,
    proposal,
    asOf: new Date(asOf).toISOString(),
    cases: tally.cases,
    ...tally.total,
    departments: departmentRows(tally),
    examples: tally.examples,
    verdicts: { current: hitsOf(tally.current), proposed: hitsOf(tally.proposed) },
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

async function judgesOf(
  { pool, catalogue, threads, threadScript }: BacktestParts,
  order: BacktestOrder,
  pages: number,
): Promise<Judges> {
  const usual = pages < pagesWorthThreads ? 1 : Math.min(mostThreads, availableParallelism());
  const count = threads ?? usual;
  if (count > 1) {
    const asked = { pool, catalogue, order, threads: count, atOnce: pagesAtOnce, script: threadScript };
    return { atOnce: count * pagesAtOnce, ...(await startThreads(asked)) };
  }
  const court = backtestCourt(catalogue, order);
  return {
    atOnce: pagesAtOnce,
    judge: (page) => judgePage(pool, court, page),
    close: () => Promise.resolve(),
  };
}

/** Tallies are added in the order of the pages, whoever is done first: examples are the same each time. */
async function judgeAll(
  { atOnce, judge }: Judges,
  pages: readonly CasePage[],
  of: number,
  { onProgress, signal }: BacktestParts,
): Promise<BacktestTally> {
  const sum = newTally();
  const early = new Map<number, BacktestTally>();
  let [next, added, done] = [0, 0, 0];
  const lane = async (): Promise<void> => {
    for (let page = pages[next]; page; page = pages[next]) {
      signal?.throwIfAborted();
      const nth = next;
      next += 1;
      const tally = await judge(page);
      early.set(nth, tally);
      for (let ready = early.get(added); ready; ready = early.get(added)) {
        addTally(sum, ready);
        early.delete(added);
        added += 1;
      }
      done += tally.cases;
      await onProgress?.(done, of);
    }
  };
  await onProgress?.(0, of);
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
