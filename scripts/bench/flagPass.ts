import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { raiseFlags, type Pass } from '../../server/flags/raiseFlags.ts';
import { benchServer } from './benchServer.ts';
import { databaseCpu } from './databaseCpu.ts';
import { hearSources, seedCases } from './flagSeed.ts';
import { median } from './httpLoad.ts';

const cases = 10_000;
const runs = 3;
const never = 30 * 86_400_000;
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * One pass of the flag job over ten thousand changed cases that nobody remembers, each of which gets a flag: median of
 * three. Processor time is this process's, which runs the job as a server would, and the database's.
 */
export async function benchFlagPass(): Promise<object> {
  const server = await benchServer();
  try {
    const { pool } = server;
    const now = Date.now();
    const catalogue = (await holdCatalogue(pool, 'Asia/Shanghai')).current();
    await hearSources(pool, now);
    const passes: { seconds: number; node: number; database: number; pass: Pass }[] = [];
    for (let run = 0; run < runs; run += 1) {
      await seedCases(pool, catalogue, 1, {
        prefix: `P${run}-`,
        count: cases,
        due: cases,
        dueAt: now - 1000,
        restAt: now + never,
        now,
      });
      const before = { node: process.cpuUsage(), database: await databaseCpu(pool) };
      const begun = performance.now();
      const pass = await raiseFlags({ pool, catalogue: () => catalogue, onPoison: fail }, now);
      const seconds = (performance.now() - begun) / 1000;
      const { user, system } = process.cpuUsage(before.node);
      passes.push({
        seconds,
        node: (user + system) / cases,
        database: ((await databaseCpu(pool)) - before.database) / cases,
        pass,
      });
    }
    const seconds = median(passes.map((one) => one.seconds));
    return {
      cases,
      seconds: round(seconds),
      casesPerSecond: Math.round(cases / seconds),
      microsecondsACase: {
        node: Math.round(median(passes.map((one) => one.node))),
        database: Math.round(median(passes.map((one) => one.database))),
      },
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
      passes: passes.map((one) => ({ seconds: round(one.seconds), ...one.pass })),
    };
  } finally {
    await server.close();
  }
}

function fail(caseId: string, error: unknown): void {
  throw new Error(`case ${caseId} could not be judged`, { cause: error });
}
