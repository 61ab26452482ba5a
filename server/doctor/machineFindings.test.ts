import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { machineFindings } from './machineFindings.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'duban-machine-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const elsewhere = 'postgres://duban@db/duban';
async function look(
  given: { dataDir?: string; databaseUrl?: string; secretKey?: Buffer } = {},
  node?: string,
): Promise<Record<string, Finding>> {
  const config = { dataDir, databaseUrl: undefined, secretKey: undefined, ...given };
  return Object.fromEntries((await machineFindings(config, node)).map((found) => [found.check, found]));
}

test.each([
  ['18.20.8', 'fault'],
  ['20.18.3', 'fault'],
  ['20.19.0', 'ok'],
  ['21.0.0', 'ok'],
  ['22.1.0', 'ok'],
])('Node %s is %s', async (node, level) => {
  expect((await look({}, node))['node']).toMatchObject({ level });
});

test('a folder that nothing was started in has no key yet, and gets none by being looked at', async () => {
  const { key, data } = await look();
  expect(data?.level).toBe('ok');
  expect(key).toMatchObject({ level: 'warning', told: expect.stringContaining('npm start') });
  expect(await readdir(dataDir)).toEqual([]);
});

test('an embedded database whose key is gone is a fault, and no new key takes its place', async () => {
  await mkdir(join(dataDir, 'postgres'));
  const { key } = await look();
  expect(key).toMatchObject({ level: 'fault', told: expect.stringContaining(join(dataDir, 'secret.key')) });
  expect(await readdir(dataDir)).toEqual(['postgres']);
});

test('a key beside the embedded database is told to be there, and one that is cut short is not', async () => {
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'secret.key'), `${'ab'.repeat(32)}\n`);
  expect((await look())['key']?.level).toBe('ok');
  await writeFile(join(dataDir, 'secret.key'), 'ab'.repeat(31));
  expect((await look())['key']?.level).toBe('fault');
});

test('with a database elsewhere the key has to be given', async () => {
  expect((await look({ databaseUrl: elsewhere }))['key']).toMatchObject({
    level: 'fault',
    told: expect.stringContaining('DUBAN_SECRET_KEY'),
  });
  expect((await look({ databaseUrl: elsewhere, secretKey: Buffer.alloc(32) }))['key']?.level).toBe('ok');
});

test('without its folder neither room nor key can be told, and none is made', async () => {
  const missing = join(dataDir, 'missing');
  expect(await look({ dataDir: missing })).toMatchObject({
    data: { level: 'fault', told: expect.stringContaining(missing) },
    room: { level: 'warning', told: expect.stringContaining('cannot be told') },
  });
  expect(await look({ dataDir: missing })).not.toHaveProperty('key');
  expect(await readdir(dataDir)).toEqual([]);
});
