import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { raiseFlags, restBesideIngest } from '../../server/flags/raiseFlags.ts';
import { benchServer } from './benchServer.ts';
import { hearSources, seedCases } from './flagSeed.ts';
import { startLoad, type Load } from './steadyLoad.ts';

const zone = 'Asia/Shanghai';
const never = 30 * 86_400_000;
const round = (value: number, digits = 2): number => Math.round(value * 10 ** digits) / 10 ** digits;

/**
 * The flag job: (a) one pass over a million cases of which a thousand are due; (b) a hundred thousand due in the same
 * second, judged by another process than the one that is ingesting as much as it can, beside the same ingest without
 * them. Cases that the ingest itself makes due are left to later passes, so that the hundred thousand are what is timed.
 */
export async function benchFlags(): Promise<object> {
  return {
    aThousandOfAMillion: await aThousandOfAMillion(),
    aHundredThousandAtOnce: await aHundredThousandAtOnce(),
  };
}

async function aThousandOfAMillion(): Promise<object> {
  const server = await benchServer();
  try {
    const { pool } = server;
    const now = Date.now();
    const catalogue = (await holdCatalogue(pool, zone)).current();
    await hearSources(pool, now);
    await seedCases(pool, catalogue, 1, {
      prefix: 'F',
      count: 1_000_000,
      due: 1000,
      dueAt: now - 1000,
      restAt: now + never,
      now,
    });
    const begun = performance.now();
    const pass = await raiseFlags({ pool, catalogue: () => catalogue, onPoison: fail }, now);
    return { seconds: round((performance.now() - begun) / 1000), ...pass };
  } finally {
    await server.close();
  }
}

async function aHundredThousandAtOnce(due = 100_000): Promise<object> {
  const server = await benchServer();
  let load: Load | undefined;
  try {
    const { pool } = server;
    const now = Date.now();
    const catalogue = (await holdCatalogue(pool, zone)).current();
    await seedCases(pool, catalogue, 1, {
      prefix: 'F',
      count: due,
      due,
      dueAt: now + never,
      restAt: now + never,
      now,
    });
    load = await startLoad(server);
    await sleep(10_000);
    const before = await throughput(load, () => sleep(30_000));
    const dueAt = Date.now();
    await pool.query(
      `update cases set next_check_at = $1::timestamptz + interval '1 day'
        where case_id in (select case_id from cases where case_id like 'L%' for update skip locked)`,
      [new Date(dueAt)],
    );
    await pool.query(`update cases set next_check_at = $1 where case_id like 'F%'`, [new Date(dueAt)]);
    const parts = { pool, catalogue: () => catalogue, onPoison: fail, rest: () => restBesideIngest };
    let pass: object = {};
    const begun = performance.now();
    const during = await throughput(load, async () => {
      pass = await raiseFlags(parts, dueAt);
    });
    const seconds = (performance.now() - begun) / 1000;
    const after = await throughput(load, () => sleep(30_000));
    const undisturbed = (before + after) / 2;
    return {
      due,
      seconds: round(seconds),
      ...pass,
      ingestEventsPerSecond: {
        before: Math.round(before),
        during: Math.round(during),
        after: Math.round(after),
      },
      ingestSlowedBy: round(1 - during / undisturbed, 3),
    };
  } finally {
    await load?.stop();
    await server.close();
  }
}

/** Events a second while `wait` lasts. */
async function throughput(load: Load, wait: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  const from = load.events();
  await wait();
  return ((load.events() - from) * 1000) / (performance.now() - begun);
}

function fail(caseId: string, error: unknown): void {
  throw new Error(`case ${caseId} could not be judged`, { cause: error });
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
