import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#contract/problem';
import { keyFingerprint } from './backupKey.ts';

/** Where a server of this set-up takes its secret key from. */
export interface KeyPlace {
  databaseUrl: string | undefined;
  dataDir: string;
  /** DUBAN_SECRET_KEY, when given. */
  secretKey: Buffer | undefined;
}

/**
 * Personal data can be read again only under the key it was sealed with: that key has to be here, or is put into the
 * data folder of an embedded engine when the backup brought it.
 * @throws Problem before a row is restored
 */
export async function fitSecretKey(
  { databaseUrl, dataDir, secretKey }: KeyPlace,
  fingerprint: string,
  brought: Buffer | undefined,
): Promise<void> {
  const path = join(dataDir, 'secret.key');
  const here = secretKey ?? (databaseUrl === undefined ? await keyOf(path) : undefined);
  if (here) {
    if (keyFingerprint(here) === fingerprint) return;
    throw new Problem(
      'configuration',
      `The backup's personal data was sealed under another key than ${secretKey ? 'DUBAN_SECRET_KEY' : path}; put the old key there.`,
    );
  }
  if (brought && keyFingerprint(brought) === fingerprint && databaseUrl === undefined) {
    await mkdir(dataDir, { recursive: true });
    await writeFile(path, `${brought.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    return;
  }
  throw new Problem(
    'configuration',
    databaseUrl === undefined
      ? `The backup is not encrypted and so holds no secret key; put the old secret.key into ${dataDir} or give DUBAN_SECRET_KEY, then restore again.`
      : 'DUBAN_SECRET_KEY is missing; give the one of the server that was backed up.',
  );
}

async function keyOf(path: string): Promise<Buffer | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : Buffer.from(text.trim(), 'hex');
}
