import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#contract/problem';
import type { Config } from './config.ts';

/** Where the key of an embedded database is kept. */
export const keyFileIn = (dataDir: string): string => join(dataDir, 'secret.key');

/**
 * The key under which applicants are hashed and personal data is sealed, 32 bytes. With the embedded engine it is
 * made once and kept beside the data (`secret.key`, mode 0600); for a database of one's own it must be given: two
 * servers with different keys could not read each other's rows.
 */
export async function secretKey(
  config: Pick<Config, 'secretKey' | 'databaseUrl' | 'dataDir'>,
): Promise<Buffer> {
  if (config.secretKey !== undefined) return config.secretKey;
  if (config.databaseUrl !== undefined) {
    throw new Problem(
      'configuration',
      'DUBAN_SECRET_KEY is missing; with DATABASE_URL it must be 32 random bytes as hex or base64 (openssl rand -hex 32).',
    );
  }
  const path = keyFileIn(config.dataDir);
  if (!existsSync(path)) await makeKey(config.dataDir, path);
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  if (key.length === 32) return key;
  throw new Problem('configuration', `${path} does not hold 64 hex digits; put the old file back.`);
}

/** Whole or not at all: of two processes that start at once the first one's key stays, and both read it. */
async function makeKey(dataDir: string, path: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const unfinished = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(unfinished, randomBytes(32).toString('hex') + '\n', { mode: 0o600 });
  await link(unfinished, path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(unfinished);
}
