import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { openDatabase } from './openDatabase.ts';
import { version } from './version.ts';
import { watchedSchema } from './watchedSchema.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const open = (mayMigrate: boolean, onNotice?: (sentence: string) => void) =>
  openDatabase({
    databaseUrl: database.url,
    dataDir: '',
    applicationName: 'duban test',
    mayMigrate,
    onNotice,
  });
/** So many versions after this one. */
const later = (minors: number): string => {
  const [major, minor] = version.split('.').map(Number);
  return `${major}.${(minor ?? 0) + minors}.0`;
};
const record = (name: string, version: string): Promise<unknown> =>
  database.pool.query(
    "insert into schema_migrations (name, checksum, applied_at, version) values ($1, '', now(), $2)",
    [name, version],
  );

it('takes a database that lacks nothing without migrating it', async () => {
  const { close } = await open(false);
  await close();
});

it('refuses a database that lacks something, when it may not migrate, with what to do', async () => {
  const name = '0001_catalogue.sql';
  const { rows } = await database.pool.query<{ checksum: string }>(
    'delete from schema_migrations where name = $1 returning checksum',
    [name],
  );
  await expect(open(false)).rejects.toThrow(
    `The database lacks migrations/${name} (1 in all), and DUBAN_MIGRATE is "no"; run "duban migrate up".`,
  );
  await database.pool.query(
    'insert into schema_migrations (name, checksum, applied_at) values ($1, $2, now())',
    [name, rows[0]?.checksum],
  );
});

it('stays ready beside the next version, says so once, and is told apart from the one after', async () => {
  const said: string[] = [];
  const pending = watchedSchema(database.pool, (sentence) => said.push(sentence));
  expect(await pending()).toEqual([]);
  await record('9001_next.sql', later(1));
  expect([await pending(), await pending()]).toEqual([[], []]);
  expect(said).toHaveLength(1);
  const heard: string[] = [];
  for (const mayMigrate of [true, false])
    await (await open(mayMigrate, (sentence) => heard.push(sentence))).close();
  expect(heard).toEqual([said[0], said[0]]);

  await record('9002_after.sql', later(2));
  await expect(pending()).rejects.toThrow('start a newer version');
  await expect(open(true)).rejects.toThrow(`migrated by duban ${later(2)}`);
});
