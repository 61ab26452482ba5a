import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import { createPool } from './pool.ts';
import { inSnapshot, inTransaction } from './transaction.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query('create table marks (mark text not null)');
});
afterAll(() => database.drop());

const count = async (mark: string): Promise<unknown> => {
  const { rows } = await database.pool.query('select count(*) as n from marks where mark = $1', [mark]);
  return rows[0]?.n;
};

describe('inTransaction', () => {
  it('commits what the work did and returns its result', async () => {
    const result = await inTransaction(database.pool, async (client) => {
      await client.query("insert into marks values ('kept')");
      return 7;
    });
    expect([result, await count('kept')]).toEqual([7, 1]);
  });

  it('keeps nothing of work that throws, and throws the same error', async () => {
    const failure = new Error('changed my mind');
    const work = inTransaction(database.pool, async (client) => {
      await client.query("insert into marks values ('lost')");
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await count('lost')).toBe(0);
  });

  it('survives the loss of its connection, and so does the pool', async () => {
    const work = inTransaction(database.pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await client.query('select 1');
    });
    await expect(work).rejects.toThrow(/terminat|connection/);
    expect(await count('lost')).toBe(0);
  });
});

describe('inSnapshot', () => {
  it('sees nothing that was committed after it began, and cannot write', async () => {
    const seen = await inSnapshot(database.pool, async (client) => {
      await client.query('select 1');
      await database.pool.query("insert into marks values ('later')");
      return (await client.query("select from marks where mark = 'later'")).rowCount;
    });
    expect(seen).toBe(0);
    const write = inSnapshot(database.pool, (client) => client.query("insert into marks values ('x')"));
    await expect(write).rejects.toThrow('read-only');
  });
});

describe('a pool', () => {
  it('goes on when the database closes its idle connections', async () => {
    const heard: string[] = [];
    const pool = createPool({
      url: database.url,
      applicationName: 'idle',
      onIdleError: (error) => heard.push(error.message),
    });
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('returns instants, days and numbers as the house wants them, also in arrays', async () => {
    const at = Date.UTC(2026, 10, 21, 1, 30, 0, 250);
    const { rows } = await database.pool.query(
      `select $1::timestamptz as instant, array[$1::timestamptz, null] as instants, date '2026-10-01' as day,
              array[date '2026-10-01'] as days, 9007199254740991 as big, 2.5::numeric as part, array[1, 2]::bigint[] as bigs`,
      [new Date(at)],
    );
    expect(rows[0]).toEqual({
      instant: at,
      instants: [at, null],
      day: '2026-10-01',
      days: ['2026-10-01'],
      big: 9007199254740991,
      part: 2.5,
      bigs: [1, 2],
    });
  });

  it('says in whose name it asks', async () => {
    const client = await database.pool.connect();
    const { rows } = await client.query(
      "select current_setting('application_name') as name, current_setting('timezone') as zone",
    );
    client.release();
    expect(rows[0]).toEqual({ name: 'duban test', zone: 'UTC' });
    expect(client).toBeInstanceOf(pg.Client);
  });
});
