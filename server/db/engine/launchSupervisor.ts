import { spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveToOwner } from './dataDir.ts';
import type { SupervisorReport } from './supervisorReport.ts';

export interface LaunchOptions {
  dataDir: string;
  /** PostgreSQL settings over the defaults; for tests. */
  settings?: Record<string, string>;
  /** The compiled supervisor; the one beside this file unless told (sources cannot be run as they are). */
  supervisorScript?: string;
}

export interface LaunchedSupervisor {
  report: Promise<SupervisorReport>;
  /** Until then the supervisor stays for our sake although nobody holds it; our death lets go too. */
  letGo: () => void;
}

const logLimit = 10 * 2 ** 20;

/** Starts a supervisor in a session of its own: an interrupt at the terminal must not reach the database. */
export async function launchSupervisor(options: LaunchOptions): Promise<LaunchedSupervisor> {
  const { dataDir, settings = {} } = options;
  const log = await openLog(dataDir);
  const script = options.supervisorScript ?? fileURLToPath(new URL('./supervisor.js', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify({ dataDir, settings })], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', log.fd],
  });
  const report = new Promise<SupervisorReport>((resolve) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.endsWith('\n')) resolve(JSON.parse(said) as SupervisorReport);
    });
    const ended = (): void => {
      resolve({
        state: 'failed',
        sentence: `The embedded database did not start; ${dataDir}/postgres.log says why.`,
      });
    };
    child.once('error', ended);
    child.stdout?.once('close', ended);
  });
  await log.close();
  child.stdin?.on('error', () => undefined);
  const letGo = (): void => {
    child.stdin?.destroy();
    child.stdout?.destroy();
    child.unref();
  };
  return { report, letGo };
}

async function openLog(dataDir: string): Promise<FileHandle> {
  const path = join(dataDir, 'postgres.log');
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimit) await rename(path, `${path}.1`);
  const log = await open(path, 'a', 0o600);
  await giveToOwner(dataDir, path);
  return log;
}
