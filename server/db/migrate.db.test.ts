import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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

  it('lets them wait for an index that is built concurrently, which waits for every transaction', async () => {
    await forget();
    await write('0001_first.sql', 'create table first (a integer); select pg_sleep(0.5);');
    await write(
      '0002_index.sql',
      '-- no transaction: writers go on\ncreate index concurrently if not exists first_a on first (a);',
    );
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, { root })));
    expect(applied.flat()).toEqual(['0001_first.sql', '0002_index.sql']);
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

  it('names the statement of a fault that shows when it runs', async () => {
    await forget();
    await write(
      '0001_broken.sql',
      'create table first (a integer);\n-- why\ninsert into first values (1 / 0);',
    );
    await expect(migrate(database.url, { root })).rejects.toThrow(
      'migrations/0001_broken.sql, line 3, failed and was rolled back: division by zero',
    );
    expect(await exists('first')).toBe(false);
  });

  it('begins a file without a transaction anew until all of it is done', async () => {
    await forget();
    await database.pool.query('create table first as select 1 as a from generate_series(1, 2)');
    const twice =
      'drop index concurrently if exists first_a;\ncreate unique index concurrently first_a on first (a)';
    await write('0001_alone.sql', `-- no transaction\n${twice}`);
    await expect(migrate(database.url, { root })).rejects.toThrow(
      'migrations/0001_alone.sql, line 3, failed and will begin anew: could not create unique index',
    );
    await database.pool.query('delete from first');
    expect(await migrate(database.url, { root })).toEqual(['0001_alone.sql']);
    const { rows } = await database.pool.query(
      "select indisvalid as valid from pg_index where indexrelid = 'first_a'::regclass",
    );
    expect(rows).toEqual([{ valid: true }]);
  });

  it('goes on beside what the next version made, says so, and no further', async () => {
    await forget();
    await write('0001_first.sql', 'create table first (a integer)');
    await migrate(database.url, { root, as: '0.1.0' });
    const old = root;
    root = await mkdtemp(join(tmpdir(), 'duban-newer-'));
    await cp(old, root, { recursive: true });
    await write('0002_second.sql', 'alter table first add b integer');
    await migrate(database.url, { root, as: '0.2.0' });
    await rm(root, { recursive: true });
    root = old;

    const notices: string[] = [];
    const onNotice = (sentence: string): void => void notices.push(sentence);
    expect(await migrate(database.url, { root, as: '0.1.0', onNotice })).toEqual([]);
    const { pending, beside } = await migrationStatus(database.pool, root, '0.1.0');
    expect(pending).toEqual([]);
    expect(beside).toContain('migrated by duban 0.2.0; this server (0.1.0) goes on beside it');
    expect(notices).toEqual([beside]);
    await expect(migrate(database.url, { root, as: '0.0.9' })).rejects.toThrow('start a newer version');
  });

  it('gives a ledger of before versions were kept what it lacks', async () => {
    await database.pool.query('alter table schema_migrations drop column version');
    expect((await migrationStatus(database.pool)).pending).toEqual([]);
    expect(await migrate(database.url)).toEqual([]);
    const { rows } = await database.pool.query('select distinct version from schema_migrations');
    expect(rows).toEqual([{ version: null }]);
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
