import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Placement } from './placement.ts';

export interface PostgresProcess {
  port: number;
  /** True when it accepts connections, false when it ended before that. Crash recovery may take minutes. */
  ready: Promise<boolean>;
  /** Settles when the process has ended, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown; after 6 s an immediate one, which the next start repairs from the write-ahead log. */
  stop: () => Promise<void>;
}

/** A good engine for two cores and a few GB: durable (fsync and synchronous_commit stay on), no just-in-time compiler. */
function defaultSettings(): Record<string, string> {
  const sharedMegabytes = Math.round(Math.min(1024, Math.max(128, totalmem() / 8 / 2 ** 20)));
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '80',
    shared_buffers: `${sharedMegabytes}MB`,
    max_wal_size: '4GB',
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    log_checkpoints: 'off',
  };
}

/** Starts PostgreSQL; what it says goes to our own standard error. */
export function spawnPostgres(
  { binaries, cluster, user }: Placement,
  settings: Record<string, string>,
  port: number,
): PostgresProcess {
  const options = Object.entries({ ...defaultSettings(), ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', cluster, '-p', String(port), ...options], {
    ...user,
    cwd: '/',
    stdio: ['ignore', 2, 2],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { port, ended, ready: becomesReady(cluster, child, ended), stop: () => stopPostgres(child, ended) };
}

/** The eighth line of postmaster.pid turns to "ready" when connections are accepted. */
async function becomesReady(cluster: string, child: ChildProcess, ended: Promise<void>): Promise<boolean> {
  let over = false;
  void ended.then(() => (over = true));
  while (!over) {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await sleep(20);
  }
  return false;
}

async function stopPostgres(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const hurry = setTimeout(() => child.kill('SIGQUIT'), 6_000);
  await ended;
  clearTimeout(hurry);
}
