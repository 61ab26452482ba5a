import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendChange } from '../changes/appendChange.ts';
import { createPool } from '../db/pool.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Queryable } from '../db/queryable.ts';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import { startChangeFeed } from './changeFeed.ts';
import type { ChangeFeed, FeedDeps } from './changeFeed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Followed {
  feed: ChangeFeed;
  seen: { seq: number; at: number }[];
  gaps: number;
  outages: (string | undefined)[];
}

async function follow(db: Queryable = database.pool, clock: FeedDeps['clock'] = Date.now): Promise<Followed> {
  const followed: Omit<Followed, 'feed'> = { seen: [], gaps: 0, outages: [] };
  const feed = await startChangeFeed({
    db,
    clock,
    onBatch: ({ changes }) => followed.seen.push(...changes.map(({ seq }) => ({ seq, at: Date.now() }))),
    onPolled: () => undefined,
    onGap: () => (followed.gaps += 1),
    onOutage: (error) => followed.outages.push(error instanceof Error ? error.message : undefined),
  });
  return Object.assign(followed, { feed });
}

const write = (pool = database.pool): Promise<number> =>
  inTransaction(pool, (db) => appendChange(db, Date.now(), { pulses: [['500112', 1]] }));

// a vacuum, a report or a forgotten session: nobody's write may freeze a wall
const heldFor = Number(process.env['DUBAN_TEST_HELD_SECONDS'] ?? 60);
it.concurrent(
  `delays no change while another write transaction is held open for ${heldFor} s`,
  async () => {
    const followed = await follow();
    const holder = createPool({ url: database.url, applicationName: 'holder' });
    const written: { seq: number; at: number }[] = [];
    const until = Date.now() + heldFor * 1000;
    await inTransaction(holder, async (db) => {
      await db.query(`insert into catalogue_revisions (recorded_at, actor) values (now(), 'holder')`);
      while (Date.now() < until) {
        written.push({ seq: await write(), at: Date.now() });
        await sleep(200);
        // an idle transaction is ended after two minutes; this one is at work
        await db.query('select pg_current_xact_id()');
      }
    });
    await sleep(1000);
    await followed.feed.stop();
    await holder.end();
    const seenAt = new Map(followed.seen.map(({ seq, at }) => [seq, at]));
    const delays = written.map(({ seq, at }) => (seenAt.get(seq) ?? Infinity) - at);
    expect(Math.max(...delays)).toBeLessThan(5000);
    expect(delays.sort((a, b) => a - b)[delays.length >> 1]).toBeLessThan(1000);
    expect(written.length).toBeGreaterThan(heldFor);
  },
  (heldFor + 60) * 1000,
);

it.concurrent('sees every change once and in order, however its writers overlap', async () => {
  const writers = createPool({ url: database.url, applicationName: 'writers', max: 8 });
  const followed = await follow();
  const numbers = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const mine: number[] = [];
      for (let round = 0; round < 40; round++) {
        await inTransaction(writers, async (db) => {
          await db.query('select pg_sleep($1)', [Math.random() / 100]);
          mine.push(await appendChange(db, Date.now(), {}));
        });
      }
      return mine;
    }),
  );
  await sleep(1000);
  await followed.feed.stop();
  await writers.end();
  const seen = followed.seen.map(({ seq }) => seq);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  expect(new Set(seen)).toEqual(new Set([...seen, ...numbers.flat()]));
});

it.concurrent('goes on where it was after the database cut its connections, and says so once', async () => {
  const own = createPool({ url: database.url, applicationName: 'feed to cut', max: 1 });
  let refuse = false;
  const db: Queryable = {
    query: (text, values) =>
      refuse ? Promise.reject(new Error('connection refused')) : own.query(text, values),
  };
  const followed = await follow(db);
  await sleep(300);
  const before = await write();
  await sleep(600);
  refuse = true;
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'feed to cut'`,
  );
  const during = [await write(), await write()];
  await sleep(800);
  expect(followed.feed.lag(Date.now())).toBeGreaterThan(400);
  refuse = false;
  await sleep(1200);
  expect(followed.feed.lag(Date.now())).toBeLessThan(1000);
  await followed.feed.stop();
  await own.end();
  const seen = followed.seen.map(({ seq }) => seq);
  expect(seen).toEqual(expect.arrayContaining([before, ...during]));
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  expect(followed.outages.length).toBe(2);
  expect(followed.outages[1]).toBeUndefined();
  expect(followed.gaps).toBe(0);
});

it.concurrent('asks for snapshots after an outage as long as changes are kept', async () => {
  let now = Date.now();
  let refuse = false;
  const db: Queryable = {
    query: (text, values) =>
      refuse ? Promise.reject(new Error('connection refused')) : database.pool.query(text, values),
  };
  const followed = await follow(db, () => now);
  refuse = true;
  await sleep(400);
  now += 24 * 3_600_000;
  refuse = false;
  await sleep(600);
  await followed.feed.stop();
  expect(followed.gaps).toBe(1);
});
