import { randomBytes } from 'node:crypto';
import { caseHistories } from '../../server/cases/caseHistory.ts';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { openDatabase } from '../../server/db/openDatabase.ts';
import type { Queryable } from '../../server/db/queryable.ts';
import { casesDueForCheck } from '../../server/flags/flagStore.ts';
import { benchServer } from './benchServer.ts';
import { seedCases } from './flagSeed.ts';

const day = 86_400_000;
const never = 3000 * day;
const due = 1000;

/** What the flag job costs to find what is due at two sizes of the same city, by the plans the database really ran. */
export async function benchDueScan(full: boolean): Promise<object> {
  const cases = full ? 10_000_000 : 1_000_000;
  const server = await benchServer();
  try {
    const { pool } = server;
    const now = Date.now();
    const catalogue = (await holdCatalogue(pool, 'Asia/Shanghai')).current();
    const seed = (prefix: string, count: number, dueAt: number) =>
      seedCases(pool, catalogue, 1, { prefix, count, due, dueAt, restAt: now + never, now });
    const look = (): Promise<Plan> => planOf(pool, (db) => casesDueForCheck(db, now, 500));
    await seed('S', 100_000, now - 1000);
    await pool.query('vacuum analyze cases');
    await look();
    const small = await look();
    for (let done = 100_000; done < cases; done += 900_000)
      await seed(`T${done}-`, Math.min(900_000, cases - done), now + never);
    await pool.query('vacuum analyze cases');
    await look();
    return { due, [100_000]: small, [cases]: await look() };
  } finally {
    await server.close();
  }
}

/** On the TimescaleDB of BENCH_TIMESCALE_URL: a hundred chunks of thirty days, one case whose life is forty days. */
export async function benchChunks(): Promise<object> {
  const given = process.env['BENCH_TIMESCALE_URL'];
  if (given === undefined || given === '') return { leftOut: 'BENCH_TIMESCALE_URL names no TimescaleDB' };
  const url = new URL(given);
  url.pathname = `/duban_bench_${randomBytes(4).toString('hex')}`;
  const database = await openDatabase({
    databaseUrl: url.href,
    dataDir: '',
    applicationName: 'duban bench',
    max: 2,
  });
  try {
    const { pool } = database;
    const from = Date.UTC(2018, 0, 1);
    const born = from + 50 * 30 * day;
    await pool.query(
      `insert into case_events (case_id, occurred_at, source_id, event_id, type, received_at, recorded_at,
                                catalogue_revision, content_hash, data)
       select case when n = 0 then 'ONE' else 'C' || g % 5000 end, at, 1, 'e' || g || '-' || n, 'case.rated', at, at, 1, '\\x00'::bytea, '{}'::json
         from generate_series(0, 99) g, generate_series(1, 1000) n, lateral (
              select to_timestamp($1 / 1000.0) + g * interval '30 days' + n * interval '40 minutes' as at) t
       union all
       select 'ONE', to_timestamp($2 / 1000.0) + n * interval '10 days', 1, 'one-' || n, 'case.rated', now(), now(), 1, '\\x00'::bytea, '{}'::json
         from generate_series(0, 4) n`,
      [from, born],
    );
    await pool.query('analyze case_events');
    const { rows } = await pool.query<{ n: number }>(`select count(*) as n from show_chunks('case_events')`);
    const span = { caseId: 'ONE', from: born, to: born + 40 * day };
    const all = { asOf: Date.UTC(2100, 0), knownAt: Date.UTC(2100, 0) };
    const plan = await planOf(pool, (db) => caseHistories(db, [span], all));
    return { chunks: rows[0]?.n, chunksTouched: chunksRun(plan.plan), ...plan };
  } finally {
    await database.close();
    const admin = new URL(given);
    const rest = await openDatabase({
      databaseUrl: admin.href,
      dataDir: '',
      applicationName: 'duban bench',
      max: 1,
      migrated: false,
    });
    await rest.pool.query(`drop database if exists ${url.pathname.slice(1)} with (force)`);
    await rest.close();
  }
}

interface Plan {
  executionMs: number;
  buffers: number;
  plan: string[];
}

/** Runs a store's own statement under `explain (analyze, buffers)`. */
async function planOf(db: Queryable, run: (db: Queryable) => Promise<unknown>): Promise<Plan> {
  const plan: string[] = [];
  await run({
    async query(text, values) {
      const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values);
      plan.push(...rows.map((row) => row['QUERY PLAN']));
      return { rows: [], rowCount: 0 };
    },
  });
  const text = plan.join('\n');
  const [first = ''] = /Buffers: shared.*/.exec(text) ?? [];
  const buffers = [...first.matchAll(/(?:hit|read)=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  return { executionMs: Number(/Execution Time: ([\d.]+)/.exec(text)?.[1]), buffers, plan };
}

/** Scans of chunks that were begun at all. */
function chunksRun(plan: readonly string[]): number {
  return plan.filter(
    (line) => line.includes('_hyper_') && line.includes(' on ') && !line.includes('never executed'),
  ).length;
}
