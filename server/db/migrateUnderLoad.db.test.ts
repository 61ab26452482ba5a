import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rebuild } from '../cases/rebuild.ts';
import { ingestServer, ingestWorld, type IngestServer, type IngestWorld } from '../testing/ingestWorld.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { migrate, migrationStatus } from './migrate.ts';
import { packageRoot } from './packageRoot.ts';

const batch = 20;

let database: TestDatabase;
let world: IngestWorld;
/** A server of the version before: its statements are prepared, its connections open. */
let server: IngestServer;
let root: string;
const sources: { uri: string; key: string }[] = [];
beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool);
  for (const name of ['a', 'b', 'c', 'd']) {
    const { source, key } = await world.addSource(name);
    sources.push({ uri: source.uri, key });
  }
  server = await ingestServer(database.pool, world);
  root = await mkdtemp(join(tmpdir(), 'duban-upgrade-'));
  await cp(join(packageRoot, 'migrations'), join(root, 'migrations'), { recursive: true });
});
afterAll(async () => {
  await server.close();
  await database.drop();
  await rm(root, { recursive: true });
});

interface Writers {
  /** Resolves when each has been answered so often since. */
  more(posts: number): Promise<void>;
  /** Statuses other than 200, and events not accepted. */
  faults(): string[];
  stop(): Promise<number>;
}

/** One for each source, post after post: cases begin with one and end with the next. */
function startWriters(prefix: string): Writers {
  const posts = sources.map(() => 0);
  const faults: string[] = [];
  let stopped = false;
  const write = async (lane: number): Promise<void> => {
    const { uri = '', key = '' } = sources[lane] ?? {};
    while (!stopped) {
      const post = posts[lane] ?? 0;
      const events = Array.from({ length: batch }, (_, i) => ({
        specversion: '1.0',
        id: `${prefix}-${post}-${i}`,
        source: uri,
        type: post % 2 === 0 ? 'case.accepted' : 'case.concluded',
        time: new Date(Date.now() - 60_000).toISOString(),
        subject: `${prefix}-${lane}-${post >> 1}-${i}`,
        data: { item: 'permit', department: '500112-ZJ', region: '500112', outcome: 'granted' },
      }));
      const response = await fetch(`${server.url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(events),
      });
      const answer = (await response.json()) as { accepted?: number };
      if (answer.accepted !== batch) faults.push(`${response.status} ${JSON.stringify(answer)}`);
      posts[lane] = post + 1;
    }
  };
  const writing = Promise.all(sources.map((_, lane) => write(lane)));
  return {
    async more(count) {
      const reach = posts.map((done) => done + count);
      await expect
        .poll(() => posts.every((done, lane) => done >= (reach[lane] ?? 0)), { timeout: 50_000 })
        .toBe(true);
    },
    faults: () => faults,
    async stop() {
      stopped = true;
      await writing;
      return posts.reduce((sum, done) => sum + done * batch, 0);
    },
  };
}

const put = (name: string, sql: string): Promise<void> => writeFile(join(root, 'migrations', name), sql);
const columns = async (name: string): Promise<number> =>
  (await database.pool.query('select from pg_attribute where attname = $1', [name])).rows.length;

it('four departments lose no post while their tables get columns and indexes', async () => {
  await put(
    '9001_columns.sql',
    `alter table case_events add column upgraded text;
     alter table cases add column upgraded text not null default 'no';
     alter table stats_day add column upgraded integer;
     create index case_events_upgraded on case_events (upgraded);`,
  );
  await put(
    '9002_index.sql',
    `-- no transaction: writers go on while it is built
     drop index concurrently if exists cases_upgraded;
     create index concurrently cases_upgraded on cases (upgraded);`,
  );
  const writers = startWriters('add');
  await writers.more(5);
  expect(await migrate(database.url, { root, as: '9.0.0' })).toEqual(['9001_columns.sql', '9002_index.sql']);
  await writers.more(5);
  const written = await writers.stop();
  expect([writers.faults(), server.faults]).toEqual([[], []]);
  const report = await rebuild(
    { pool: database.pool, catalogue: world.catalogue.current() },
    { check: true, now: Date.now() },
  );
  expect(report).toMatchObject({
    events: written,
    differences: { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 },
  });
});

it('gives up for a transaction that stays on a busy table, names it, and changes nothing', async () => {
  await put('9003_more.sql', 'alter table cases add column blocked text;');
  const holder = await database.pool.connect();
  await holder.query('begin; lock table cases in access share mode');
  const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = rows[0]?.pid;
  const writers = startWriters('wait');
  await writers.more(1);
  const notices: string[] = [];
  const patience = { lockMs: 1000, restsMs: [200, 200] };
  const onNotice = (sentence: string): void => void notices.push(sentence);
  const migrating = migrate(database.url, { root, as: '9.0.0', patience, onNotice });
  await expect(migrating).rejects.toThrow(/was given up after 3 attempts of 1 s; the schema is as it was/);
  await expect(migrating).rejects.toThrow(
    new RegExp(`process ${pid} \\(duban test, idle in transaction, for \\d+ s: "select pg_backend_pid`),
  );
  expect(notices).toHaveLength(2);
  // those who waited behind it have got on, and the transaction in the way has not been touched
  await writers.more(1);
  await writers.stop();
  expect([writers.faults(), await columns('blocked')]).toEqual([[], 0]);
  expect((await migrationStatus(database.pool, root, '9.0.0')).pending).toEqual(['9003_more.sql']);

  await holder.query('commit');
  holder.release();
  expect(await migrate(database.url, { root, as: '9.0.0' })).toEqual(['9003_more.sql']);
  expect(await columns('blocked')).toBe(1);
});
