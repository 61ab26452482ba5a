import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settableKinds } from '#contract/retentionSchema';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { retentionCommand } from './retentionCommand.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'duban-retention-'));
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true });
});

async function duban(args: string[], archiveFolder: string | undefined = folder) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await retentionCommand(
    args,
    { out: (line) => out.push(line), err: (line) => err.push(line) },
    {
      ...{ pool: database.pool, zone: 'Asia/Shanghai', now, version: '9.9.9' },
      archive: { folder: archiveFolder, recipients: [] },
    },
  );
  return { code, out, err };
}

it('tells of every kind what would go, and runs as the job does', async () => {
  const { code, out } = await duban(['preview']);
  expect(code).toBe(0);
  expect(out.map((line) => JSON.parse(line).kind)).toEqual(settableKinds);
  expect(await duban(['run'])).toEqual({ code: 0, out: ['{}'], err: [] });
});

it('says that cases stay where no folder was set', async () => {
  const parts = { pool: database.pool, zone: 'Asia/Shanghai', now, version: '9.9.9' };
  const err: string[] = [];
  const io = { out: () => undefined, err: (line: string) => err.push(line) };
  const archive = { folder: undefined, recipients: [] };
  expect(await retentionCommand(['run'], io, { ...parts, archive })).toBe(0);
  expect(err.join()).toContain('DUBAN_ARCHIVE_DIR is not set');
});

it.each([
  [[], 'is no command'],
  [['purge'], 'is no command'],
  [['restore'], 'One FILE is expected'],
  [['restore', 'a', '--days', '0'], '--days is "0"'],
  [['restore', 'a', '--until', 'x'], '--until'],
])('refuses %j with its usage', async (args, why) => {
  const { code, err } = await duban(args);
  expect(code).toBe(2);
  expect(err[0]).toContain(why);
  expect(err[1]).toContain('duban retention preview');
});

it('fails with one sentence on a file that is none', async () => {
  const { code, err } = await duban(['restore', join(folder, 'nothing.ndjson.gz')]);
  expect([code, err.length]).toEqual([1, 1]);
});
