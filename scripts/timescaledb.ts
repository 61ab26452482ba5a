/**
 * `npm run timescaledb -- start [--durable] | stop`: PostgreSQL 17 with TimescaleDB (Apache edition) for tests, on
 * Debian as root and without Docker. Debian 13 has the package, so a small Debian 13 is unpacked once below
 * DUBAN_TIMESCALEDB_DIR (/var/cache/duban-timescaledb) and its PostgreSQL runs inside it on a loopback port.
 * `start` prints one line, TEST_DATABASE_URL=…, and every start begins with an empty cluster.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '#contract/problem';
import { freePort } from '../server/db/engine/freePort.ts';

const folder = process.env['DUBAN_TIMESCALEDB_DIR'] ?? '/var/cache/duban-timescaledb';
const mirror = process.env['DUBAN_DEBIAN_MIRROR'];
const root = join(folder, 'debian-trixie');
const programs = '/usr/lib/postgresql/17/bin';
/** Inside the unpacked Debian. */
const cluster = '/srv/duban';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'timescaledb',
  'timescaledb.telemetry_level': 'off',
  // its workers would hold the template database that every test file clones
  'timescaledb.max_background_workers': '0',
  timezone: 'UTC',
  max_connections: '100',
  max_locks_per_transaction: '256',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  jit: 'off',
};
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const [action, flag] = process.argv.slice(2);
try {
  if (action === 'start' && (flag === undefined || flag === '--durable')) await start(flag === '--durable');
  else if (action === 'stop' && flag === undefined) await stop();
  else {
    console.error('expected: npm run timescaledb -- start [--durable] | stop');
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function start(durable: boolean): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Problem(
      'engine_failed',
      'The TimescaleDB test engine needs Debian and root; set TEST_DATABASE_URL to one of your own.',
    );
  }
  await unpackDebian();
  await stop();
  await rm(join(root, cluster), { recursive: true, force: true });
  const password = randomBytes(16).toString('hex');
  await writeFile(join(root, 'tmp', 'duban-password'), password, { mode: 0o644 });
  run('install', ['-d', '-m', '700', cluster], []);
  run('chown', ['postgres:postgres', cluster], []);
  const ways = [
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--pwfile=/tmp/duban-password',
  ];
  run(`${programs}/initdb`, ['-D', cluster, '-U', 'duban', ...ways], ['--userspec=postgres:postgres']);
  await rm(join(root, 'tmp', 'duban-password'));

  const port = await freePort();
  const options = Object.entries(durable ? settings : { ...settings, ...forgetful });
  const log = openSync(join(folder, 'postgres.log'), 'w');
  const child = spawn(
    'chroot',
    ['--userspec=postgres:postgres', root, `${programs}/postgres`, '-D', cluster, '-p', String(port)].concat(
      options.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ),
    { detached: true, stdio: ['ignore', log, log] },
  );
  child.unref();
  while (!isReady()) {
    if (child.exitCode !== null)
      throw new Problem('engine_failed', `TimescaleDB did not start; ${folder}/postgres.log says why.`);
    await sleep(50);
  }
  console.log(`TEST_DATABASE_URL=postgres://duban:${password}@127.0.0.1:${port}/postgres`);
}

/** Fast shutdown of the one that runs, if one does. */
async function stop(): Promise<void> {
  const pid = Number(lockLines()[0]);
  if (!pid || !readCommand(pid).includes(cluster)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; existsSync(`/proc/${pid}`); waited += 50) {
    if (waited === 10_000) process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
}

async function unpackDebian(): Promise<void> {
  if (existsSync(join(root, programs))) return;
  if (spawnSync('mmdebstrap', ['--version'], { stdio: 'ignore' }).status !== 0) {
    command('apt-get', ['update', '-q']);
    command('apt-get', ['install', '-y', '-q', 'mmdebstrap']);
  }
  await mkdir(folder, { recursive: true });
  const unfinished = `${root}.new`;
  await rm(unfinished, { recursive: true, force: true });
  console.error(`unpacking Debian with TimescaleDB into ${root} (once, about 50 s)`);
  const what = [
    '--variant=essential',
    '--include=postgresql-17-timescaledb',
    '--aptopt=APT::Install-Recommends "false"',
  ];
  command('mmdebstrap', [
    '--quiet',
    ...what,
    'trixie',
    unfinished,
    ...(mirror === undefined ? [] : [mirror]),
  ]);
  await rename(unfinished, root);
}

/** Runs a program inside the unpacked Debian. */
function run(program: string, args: string[], chrootOptions: string[]): void {
  command('chroot', [...chrootOptions, root, program, ...args]);
}

function command(program: string, args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
  if (status === 0) return;
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-5).join('\n');
  throw new Problem('engine_failed', `${program} ${args.join(' ')} failed: ${error?.message ?? said}`);
}

function isReady(): boolean {
  return lockLines()[7]?.trim() === 'ready';
}

function lockLines(): string[] {
  const path = join(root, cluster, 'postmaster.pid');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}

function readCommand(pid: number): string {
  const path = `/proc/${pid}/cmdline`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
