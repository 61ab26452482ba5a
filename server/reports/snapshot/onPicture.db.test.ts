import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { onPicture } from './onPicture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a connection that waits for the other’s long statement is not cut off meanwhile', async () => {
  // as long as the lease of a job that does not get on
  const leaseMinutes = 10;
  const asked = `select extract(epoch from current_setting('idle_in_transaction_session_timeout')::interval)::int / 60 as minutes,
                        pg_backend_pid() as pid, pg_sleep(0.2)`;
  const told = await onPicture(database.pool, async (db) => {
    const both = await Promise.all([1, 2].map(() => db.query<{ minutes: number; pid: number }>(asked)));
    return both.flatMap(({ rows }) => rows);
  });
  expect(new Set(told.map(({ pid }) => pid)).size).toBe(2);
  for (const { minutes } of told) expect(minutes).toBeGreaterThan(leaseMinutes);
});
