import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { secretKey } from './secretKey.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'duban-key-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

it('makes one key for the embedded engine, readable by its owner only, and keeps it', async () => {
  const config = { secretKey: undefined, databaseUrl: undefined, dataDir: join(dataDir, 'new') };
  const [first, second] = await Promise.all([secretKey(config), secretKey(config)]);
  expect(first).toHaveLength(32);
  expect(second).toEqual(first);
  expect(statSync(join(config.dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
});

it('refuses to make one for a database of its own', async () => {
  const config = { secretKey: undefined, databaseUrl: 'postgres://db/duban', dataDir };
  await expect(secretKey(config)).rejects.toThrow('DUBAN_SECRET_KEY is missing');
});
