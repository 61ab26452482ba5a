import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import { migrate, migrationStatus } from './migrate.ts';

let database: TestDatabase;
let root: string;
beforeEach(async () => {
  database = await testDatabase();
  root = await mkdtemp(join(tmpdir(), 'duban-migrations-'));
  await mkdir(join(root, 'migrations', 'timescale'), { recursive: true });
});
afterEach(async () => {
  await database.drop();
  await rm(root, { recursive: true });
});

const write = (name: string, sql: string): Promise<void> => writeFile(join(root, 'migrations', name), sql);
const forget = (): Promise<unknown> => database.pool.query('drop table schema_migrations');
const exists = async (table: string): Promise<boolean> => {
  const { rows } = await database.pool.query<{ found: boolean }>(
    'select to_regclass($1) is not null as found',
    [table],
  );
  return rows[0]?.found ?? false;
};

describe('migrate', () => {
  it('finds nothing to do in a migrated database', async () => {
    expect(await migrate(database.url)).toEqual([]);
    const { pending, applied, timescale } = await migrationStatus(database.pool);
    expect(pending).toEqual([]);
    const names = applied.map(({ name }) => name);
    expect(names).toContain('0001_catalogue.sql');
    expect(names.includes('timescale/0001_hypertables.sql')).toBe(timescale);
  });

  it('applies what was added since, in order, and only once', async () => {
    await forget();
    await write('0001_first.sql', 'create table first (a integer)');
    expect(await migrate(database.url, { root })).toEqual(['0001_first.sql']);
    await write('0002_second.sql', 'alter table first add b integer; create table second (a integer)');
    expect((await migrationStatus(database.pool, root)).pending).toEqual(['0002_second.sql']);
    expect(await migrate(database.url, { root })).toEqual(['0002_second.sql']);
    expect(await migrate(database.url, { root })).toEqual([]);
  });

  it('lets processes that start at once apply each file once', async () => {
    await forget();
    await write('0001_first.sql', 'create table first (a integer)');
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, { root })));
    expect(applied.flat()).toEqual(['0001_first.sql']);
  });

  it('names an applied file that was changed, and one that is missing', async () => {
    await forget();
    await write('0001_first.sql', 'create table first (a integer)');
    await migrate(database.url, { root });
    await write('0001_first.sql', 'create table first (a integer, b integer)');
    await expect(migrate(database.url, { root })).rejects.toThrow('migrations/0001_first.sql was changed');
    await rm(join(root, 'migrations', '0001_first.sql'));
    await expect(migrate(database.url, { root })).rejects.toThrow(
      'migrations/0001_first.sql, which this version',
    );
  });

  it('names file and line of a fault, keeps the files before it and nothing of it', async () => {
    await forget();
    await write('0001_first.sql', 'create table first (a integer)');
    await write('0002_broken.sql', 'create table second (a integer);\ncreate table third (a intege);');
    await expect(migrate(database.url, { root })).rejects.toThrow(
      'migrations/0002_broken.sql, line 2, failed and was rolled back: type "intege" does not exist',
    );
    expect([await exists('first'), await exists('second')]).toEqual([true, false]);
    expect((await migrationStatus(database.pool, root)).pending).toEqual(['0002_broken.sql']);
  });

  it('refuses names without a number and numbers given twice', async () => {
    await write('first.sql', 'select 1');
    await expect(migrate(database.url, { root })).rejects.toThrow('migrations/first.sql must be named');
    await rm(join(root, 'migrations', 'first.sql'));
    await write('0001_a.sql', 'select 1');
    await write('0001_b.sql', 'select 1');
    await expect(migrate(database.url, { root })).rejects.toThrow(
      'migrations/0001_b.sql and 0001_a.sql carry the same number',
    );
  });
});
