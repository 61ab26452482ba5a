import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { createPool } from './pool.ts';
import type { Queryable } from './queryable.ts';
import { inSharedSnapshot } from './sharedSnapshot.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query('create table marks (mark text not null)');
});
afterAll(() => database.drop());

const two = { connections: 2, settings: { work_mem: '7MB', statement_timeout: '0' } };
const pidOf = async (db: Queryable): Promise<number | undefined> =>
  (await db.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.2)')).rows[0]?.pid;

describe('inSharedSnapshot', () => {
  it('runs statements side by side on connections that see the same, whatever is committed meanwhile', async () => {
    const seen = await inSharedSnapshot(database.pool, two, async (db) => {
      const pids = await Promise.all([pidOf(db), pidOf(db)]);
      await database.pool.query("insert into marks values ('later')");
      const counts = await Promise.all([1, 2, 3].map(() => db.query('select pg_sleep(0.1), * from marks')));
      return { connections: new Set(pids).size, rows: counts.map(({ rowCount }) => rowCount) };
    });
    expect(seen).toEqual({ connections: 2, rows: [0, 0, 0] });
  });

  it('sets what it was told on each connection, and leaves it there no longer', async () => {
    const memory = (db: Queryable) => db.query("select current_setting('work_mem') as memory, pg_sleep(0.1)");
    const during = await inSharedSnapshot(database.pool, two, (db) => Promise.all([memory(db), memory(db)]));
    expect(during.map(({ rows }) => rows[0]?.['memory'])).toEqual(['7MB', '7MB']);
    expect((await memory(database.pool)).rows[0]?.['memory']).not.toBe('7MB');
  });

  it('ends what runs when one statement fails, and throws its error', async () => {
    const begun = performance.now();
    const broken = inSharedSnapshot(database.pool, two, (db) =>
      Promise.all([
        db.query('select pg_sleep(60)'),
        db.query('select 1 / 0'),
        db.query('select pg_sleep(60)'),
      ]),
    );
    await expect(broken).rejects.toThrow('division by zero');
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('ends what runs as soon as the signal is given', async () => {
    const unwanted = new AbortController();
    const ended = inSharedSnapshot(database.pool, { ...two, signal: unwanted.signal }, async (db) => {
      const sleeping = Promise.all([db.query('select pg_sleep(60)'), db.query('select pg_sleep(60)')]);
      setTimeout(() => unwanted.abort(), 100);
      return sleeping;
    });
    await expect(ended).rejects.toThrow(/cancel/);
  });

  it('leaves no word behind that would end what its connections run next for somebody else', async () => {
    const onIdleError = () => undefined;
    const pool = createPool({ url: database.url, applicationName: 'test', max: 2, onIdleError });
    const unwanted = new AbortController();
    const options = { connections: 1, settings: {}, signal: unwanted.signal };
    const strangers = [pool.query('select pg_sleep(0.6)')];
    const ended = inSharedSnapshot(pool, options, async (db) => {
      const running = db.query('select pg_sleep(0.2)');
      // whoever waits for a connection gets this one, before the word to end its statement is on its way
      strangers.push(pool.query('select pg_sleep(1)'));
      unwanted.abort();
      await running;
      throw new Error('unwanted');
    });
    await expect(ended).rejects.toThrow('unwanted');
    expect((await Promise.allSettled(strangers)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
    ]);
    await pool.end();
  });

  it('cannot write', async () => {
    const write = inSharedSnapshot(database.pool, two, (db) => db.query("insert into marks values ('x')"));
    await expect(write).rejects.toThrow('read-only');
  });
});
