import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { recordBackup } from './recordBackup.ts';

const takenAt = Date.parse('2026-11-20T02:00:00+08:00');
const restoredAt = Date.parse('2026-11-22T10:00:00+08:00');
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'duban-record-'));
  await writeFile(join(folder, 'tonight.age'), 'abc');
});
afterEach(() => database.pool.query('delete from backups'));
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const record = (name: string, restored?: number) =>
  recordBackup(
    database.pool,
    { file: join(folder, name), takenAt, encrypted: true, verified: false, version: '1.2.3' },
    restored,
  );
const stored = async () => {
  const { rows } = await database.pool.query(
    `select taken_at as "takenAt", file, bytes, sha256, encrypted, verified, version, engine,
            restored_at as "restoredAt" from backups`,
  );
  return rows;
};
const newestEntry = async () => {
  const { rows } = await database.pool.query(
    'select at, actor, action, subject_id as subject, detail from audit_entries order by audit_id desc limit 1',
  );
  return rows[0];
};

test('a backup is noted by its name alone, with the hash of its file and what it came from, and is in the audit', async () => {
  expect(await record('tonight.age')).toBe(sha256);
  const { rows } = await database.pool.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  expect(await stored()).toEqual([
    {
      ...{
        takenAt,
        file: 'tonight.age',
        bytes: 3,
        sha256,
        encrypted: true,
        verified: false,
        version: '1.2.3',
      },
      engine: expect.stringContaining(`PostgreSQL ${rows[0]?.version}`),
      restoredAt: null,
    },
  ]);
  expect(await newestEntry()).toEqual({
    at: takenAt,
    actor: 'duban backup',
    action: 'backup.taken',
    subject: 'tonight.age',
    detail: { takenAt: '2026-11-19T18:00:00.000Z', bytes: 3, sha256, encrypted: true },
  });
});

test('a database that came from a backup notes it at the instant of the restore, as old as it is', async () => {
  await record('tonight.age', restoredAt);
  expect(await stored()).toEqual([expect.objectContaining({ takenAt, restoredAt })]);
  expect(await newestEntry()).toMatchObject({
    at: restoredAt,
    actor: 'duban restore',
    action: 'backup.restored',
  });
});

test('what cannot be read is noted nowhere', async () => {
  const before = await newestEntry();
  await expect(record('missing.age')).rejects.toThrow('ENOENT');
  expect(await stored()).toEqual([]);
  expect(await newestEntry()).toEqual(before);
});
