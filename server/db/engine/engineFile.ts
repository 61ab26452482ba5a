import { mkdir, readFile, rm, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#contract/problem';
import { giveToOwner } from './dataDir.ts';

/** `DUBAN_DATA_DIR/engine.json`, mode 0600: how a process finds the embedded database and is let in. */
export interface EngineFile {
  /** Password of the superuser `duban`; kept for the life of the cluster. */
  password: string;
  /** Only while it runs (or after a crash): */
  running?: { port: number; supervisorPort: number; secret: string; supervisorPid: number };
}

export async function readEngineFile(dataDir: string): Promise<EngineFile | undefined> {
  const path = join(dataDir, 'engine.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    if (isErrno(error, 'EACCES')) {
      throw new Problem(
        'engine_failed',
        `${path} belongs to another user; run as that user, or set DUBAN_DATA_DIR to a folder of your own.`,
      );
    }
    throw error;
  }
  try {
    return parseEngineFile(JSON.parse(text));
  } catch {
    throw new Problem(
      'engine_failed',
      `${path} is not readable as JSON; remove it, the data will be found again.`,
    );
  }
}

export async function writeEngineFile(dataDir: string, file: EngineFile): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'engine.json');
  await rm(`${path}.new`, { force: true });
  // readers see the old or the new file, never half of one
  await writeFile(`${path}.new`, JSON.stringify(flatten(file), null, 2) + '\n', { mode: 0o600 });
  await giveToOwner(dataDir, `${path}.new`);
  await rename(`${path}.new`, path);
}

export function isErrno(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function flatten({ running, ...lasting }: EngineFile): Record<string, unknown> {
  return { ...lasting, ...running };
}

function parseEngineFile(value: unknown): EngineFile {
  const fields = new Map(Object.entries(value ?? {}));
  const password: unknown = fields.get('password');
  const secret: unknown = fields.get('secret');
  const [port, supervisorPort, supervisorPid] = ['port', 'supervisorPort', 'supervisorPid'].map((name) => {
    const number: unknown = fields.get(name);
    return typeof number === 'number' ? number : 0;
  });
  if (typeof password !== 'string') throw new TypeError('password');
  const file: EngineFile = { password };
  if (typeof secret === 'string' && port && supervisorPort) {
    file.running = { port, supervisorPort, secret, supervisorPid: supervisorPid ?? 0 };
  }
  return file;
}
