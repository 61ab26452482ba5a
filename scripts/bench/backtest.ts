import { availableParallelism } from 'node:os';
import type { Pool } from 'pg';
import type { RuleId } from '#contract/rule';
import type { Proposal } from '#contract/ruleSchema';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { backtest } from '../../server/flags/backtest.ts';
import { benchServer } from './benchServer.ts';
import { seedConcludedCases } from './concludedCases.ts';
import { databaseCpu } from './databaseCpu.ts';

const day = 86_400_000;
const round = (value: number): number => Math.round(value * 10) / 10;

/**
 * Back-tests over concluded cases of seven events: a rule that folds every case, on one thread and on as many as there
 * are cores; one about an event that one case in ten has, and one
 * whose columns leave most cases out. Processor time is this process's and the
 * database's; `memoryMb` is this process's with all its threads.
 */
export async function benchBacktest(full: boolean): Promise<object> {
  const server = await benchServer();
  try {
    return await measure(server.pool, full ? 1_000_000 : 200_000);
  } finally {
    await server.close();
  }
}

async function measure(pool: Pool, cases: number): Promise<object> {
  const now = Date.now();
  const catalogue = (await holdCatalogue(pool, 'Asia/Shanghai')).current();
  const sourceId = catalogue.sources[0]?.sourceId ?? 0;
  await seedConcludedCases(pool, catalogue, sourceId, cases, now);
  const localDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const run = async (rule: RuleId, params: Proposal['params'], threads?: number): Promise<object> => {
    const proposal: Proposal = {
      from: localDay(now - 340 * day),
      to: localDay(now),
      params,
      enabled: true,
      severity: null,
      scope: {},
      note: '',
    };
    const parts = { pool, catalogue, ...(threads ? { threads } : {}) };
    const before = { node: process.cpuUsage(), database: await databaseCpu(pool) };
    const report = await backtest(parts, rule, proposal, now);
    const { user, system } = process.cpuUsage(before.node);
    const database = (await databaseCpu(pool)) - before.database;
    return {
      judged: report.cases,
      seconds: round(report.seconds),
      secondsAMillion: round((report.seconds / report.cases) * 1_000_000),
      microsecondsACase: {
        node: Math.round((user + system) / report.cases),
        database: Math.round(database / report.cases),
      },
      memoryMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    };
  };
  return {
    cases,
    threads: availableParallelism(),
    everyCaseOneThread: await run('STEP-03', { skewMinutes: 1 }, 1),
    everyCase: await run('STEP-03', { skewMinutes: 1 }),
    suspendedCases: await run('HANG-02', { withinSeconds: 600 }),
    lateCases: await run('TIM-02', { redFromWorkdays: 3 }),
  };
}
