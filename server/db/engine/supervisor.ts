/**
 * A process of its own that owns PostgreSQL for one data folder, started by attachEngine:
 * 1. takes the folder's lock (a second supervisor says "busy" and ends),
 * 2. places, makes, repairs and starts the cluster,
 * 3. writes engine.json and says "ready" on stdout,
 * 4. starts PostgreSQL again on the same port should it end by itself,
 * 5. when no process holds it any more (or its parent died before it was ready), stops PostgreSQL and ends.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '#contract/problem';
import { clearLeftovers, ensureCluster, resetPassword } from './cluster.ts';
import { readEngineFile, writeEngineFile } from './engineFile.ts';
import { freePort } from './freePort.ts';
import { takeLock } from './engineLock.ts';
import { listenForHolders } from './holders.ts';
import { placeEngine } from './placement.ts';
import { spawnPostgres } from './postgresProcess.ts';
import type { PostgresProcess } from './postgresProcess.ts';
import type { Placement } from './placement.ts';
import type { SupervisorReport } from './supervisorReport.ts';

const { dataDir, settings } = JSON.parse(process.argv[2] ?? '{}') as {
  dataDir: string;
  settings: Record<string, string>;
};

let postgres: PostgresProcess | undefined;
let stopping = false;
const unwanted = new AbortController();
let parentWaits = true;

// the parent is gone, or has taken hold and closed its end
process.stdin
  .on('error', () => undefined)
  .on('close', () => {
    parentWaits = false;
    stopIfUnused();
  });
process.stdin.resume();
process.stdout.on('error', () => undefined);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());

const secret = randomBytes(24).toString('hex');
const holders = await listenForHolders(secret, stopIfUnused);

try {
  await supervise();
} catch (error) {
  const sentence =
    error instanceof Problem ? error.message : `The embedded database failed: ${String(error)}`;
  await report({ state: 'failed', sentence });
  await stop(1);
}

async function supervise(): Promise<void> {
  if (!(await takeLock(dataDir))) {
    await report({ state: 'busy' });
    process.exit(0);
  }
  const known = await readEngineFile(dataDir);
  const placement = await placeEngine(dataDir);
  if (!(await takeLock(placement.cluster))) {
    throw new Problem(
      'engine_failed',
      `The database in ${placement.cluster} is in use through another data folder.`,
    );
  }
  const password = known?.password ?? randomBytes(24).toString('hex');
  const existed = existsSync(join(placement.cluster, 'PG_VERSION'));
  await ensureCluster(placement, password, unwanted.signal);
  await clearLeftovers(placement.cluster);
  if (existed && known === undefined) resetPassword(placement, password);
  await writeEngineFile(dataDir, { password });
  const { port } = await start(placement);
  await writeEngineFile(dataDir, {
    password,
    running: { port, supervisorPort: holders.port, secret, supervisorPid: process.pid },
  });
  await report({ state: 'ready', notice: placement.notice });
  stopIfUnused();
  while (!stopping) {
    await postgres?.ended;
    if (!stopping) await sleep(500).then(() => start(placement, port));
  }
}

/**
 * On the port that the holders know, until it runs: what keeps it from that (a full disk) may pass, and they wait for
 * it. At first on a free port, which another process may take before us.
 */
async function start(placement: Placement, knownPort?: number): Promise<PostgresProcess> {
  for (let attempt = 1; (knownPort !== undefined || attempt <= 5) && !stopping; attempt += 1) {
    postgres = spawnPostgres(placement, settings, knownPort ?? (await freePort()));
    if (await postgres.ready) return postgres;
    await sleep(200 * Math.min(attempt, 5));
  }
  throw new Problem(
    'engine_failed',
    `PostgreSQL did not start in ${placement.cluster}; ${dataDir}/postgres.log says why.`,
  );
}

function stopIfUnused(): void {
  if (!parentWaits && holders.count() === 0) void stop();
}

async function stop(exitCode = 0): Promise<void> {
  if (stopping) return;
  stopping = true;
  unwanted.abort();
  holders.close();
  await postgres?.stop();
  const file = await readEngineFile(dataDir).catch(() => undefined);
  if (file?.running?.secret === secret) await writeEngineFile(dataDir, { ...file, running: undefined });
  process.exit(exitCode);
}

function report(line: SupervisorReport): Promise<void> {
  return new Promise((resolve) => process.stdout.write(JSON.stringify(line) + '\n', () => resolve()));
}
