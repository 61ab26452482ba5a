import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileDigest } from './fileDigest.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-digest-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const digestOf = async (content: Buffer | string) => {
  const file = join(folder, 'backup.age');
  await writeFile(file, content);
  return fileDigest(file);
};

test('a file’s bytes are counted and hashed', async () => {
  // FIPS 180-2, B.1
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await digestOf('abc')).toEqual({ bytes: 3, sha256 });
  expect((await digestOf('')).bytes).toBe(0);
});

test('a file that is read in several pieces has the hash of the whole', async () => {
  const content = Buffer.from(Array.from({ length: 300_001 }, (_, i) => i % 251));
  const sha256 = createHash('sha256').update(content).digest('hex');
  expect(await digestOf(content)).toEqual({ bytes: 300_001, sha256 });
});

test('a file that is not there has none', async () => {
  await expect(fileDigest(join(folder, 'missing'))).rejects.toThrow('ENOENT');
});
