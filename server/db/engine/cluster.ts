import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readFile, readlink, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '#contract/problem';
import type { Placement } from './placement.ts';

/**
 * Makes the cluster if it is not there; made aside and renamed, so that a half-made one is never taken for whole.
 * `signal` ends it early.
 */
export async function ensureCluster(
  { binaries, cluster, user }: Placement,
  password: string,
  signal: AbortSignal,
): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const unfinished = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) {
    for (const path of [unfinished, passwordFile]) await chown(path, user.uid, user.gid);
  }
  const initdb = spawn(
    join(binaries, 'bin', 'initdb'),
    [
      '-D',
      unfinished,
      '-U',
      'duban',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], signal },
  );
  let said = '';
  initdb.stderr?.on('data', (chunk) => (said += String(chunk)));
  initdb.once('error', (error) => (said += error.message));
  const [exitCode] = await once(initdb, 'close');
  await rm(passwordFile, { force: true });
  if (exitCode !== 0) throw new Problem('engine_failed', `initdb failed in ${cluster}: ${said.trim()}`);
  await rename(unfinished, cluster);
}

/** For a cluster whose engine.json was lost: the password is set anew by PostgreSQL's single-user mode. */
export function resetPassword({ binaries, cluster, user }: Placement, password: string): void {
  const { status, stderr } = spawnSync(
    join(binaries, 'bin', 'postgres'),
    ['--single', '-D', cluster, 'postgres'],
    {
      ...user,
      cwd: '/',
      encoding: 'utf8',
      input: `alter role duban password '${password}'\n`,
    },
  );
  if (status !== 0)
    throw new Problem('engine_failed', `The password of ${cluster} could not be set anew: ${stderr.trim()}`);
}

/**
 * Ends a PostgreSQL that outlived its supervisor, and removes a lock file that names a process which is not ours
 * (numbers are given anew after a reboot). The caller holds the engine's lock.
 */
export async function clearLeftovers(cluster: string): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  if (workingFolder !== (await realpath(cluster))) {
    // where there is no /proc PostgreSQL's own check has to do
    if (existsSync('/proc/self')) await rm(lockFile, { force: true });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < 6_000; waited += 50) {
      if (!existsSync(`/proc/${pid}`)) return;
      await sleep(50);
    }
  }
}
