import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import { migrate, migrationStatus } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it('finds nothing to do in a migrated database', async () => {
  expect(await migrate(database.url)).toEqual([]);
  const { pending, applied } = await migrationStatus(database.pool);
  expect(pending).toEqual([]);
  expect(applied.map(({ name }) => name)).toContain('0001_catalogue.sql');
});
