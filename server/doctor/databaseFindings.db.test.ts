import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { databaseFindings } from './databaseFindings.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function look(offMs = 0, db: PoolClient | TestDatabase['pool'] = database.pool) {
  const { findings, isCurrent } = await databaseFindings(db, () => Date.now() + offMs);
  return { isCurrent, ...Object.fromEntries(findings.map((found) => [found.check, found])) };
}

test('a database says what it is and whether it waits for its disk', async () => {
  const { rows } = await database.pool.query<{ version: string; careless: boolean }>(
    `select current_setting('server_version') as version,
            exists (select from pg_settings
                     where name in ('fsync', 'full_page_writes') and setting = 'off') as careless`,
  );
  expect(await look()).toMatchObject({
    isCurrent: true,
    database: { level: 'ok', told: expect.stringContaining(`PostgreSQL ${rows[0]?.version}`) },
    schema: { level: 'ok' },
    durability: { level: rows[0]?.careless ? 'warning' : 'ok' },
  });
});

test('clocks may differ by a second and not by three, whichever is ahead', async () => {
  for (const offMs of [-1_000, 0, 1_000]) expect(await look(offMs)).toMatchObject({ clock: { level: 'ok' } });
  expect(await look(-3_000)).toMatchObject({
    clock: { level: 'fault', told: expect.stringMatching(/clock is [3-9] s off/) },
  });
  expect(await look(3_000)).toMatchObject({
    clock: { level: 'fault', told: expect.stringMatching(/clock is -3 s off/) },
  });
});

test('a migration that is not applied is a fault that names the command, and nothing further is asked of the schema', async () => {
  const db = await database.pool.connect();
  try {
    await db.query('begin');
    await db.query(
      `delete from schema_migrations
        where name = (select max(name) from schema_migrations where name not like 'timescale/%')`,
    );
    expect(await look(0, db)).toMatchObject({
      isCurrent: false,
      schema: {
        level: 'fault',
        told: expect.stringContaining('1 migrations are pending; run duban migrate up'),
      },
    });
  } finally {
    await db.query('rollback');
    db.release();
  }
});
