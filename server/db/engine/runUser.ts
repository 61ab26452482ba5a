import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { Problem } from '#contract/problem';

/** Who PostgreSQL runs as when we are root: it refuses to run as root itself. */
export interface RunUser {
  uid: number;
  gid: number;
}

/**
 * Undefined: run as ourselves. As root: the owner of the cluster or of the data folder, so that it stays usable for
 * them; else the system user `postgres`, which is made when it is missing.
 */
export function runUser(cluster: string, dataDir: string): RunUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const folder of [cluster, dataDir]) {
    const owner = statSync(folder, { throwIfNoEntry: false });
    if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  return findPostgres() ?? createPostgres();
}

/** Whether the user may pass into the folder through all above it: asked of the kernel, not of mode bits. */
export function canPass(folder: string, user: RunUser): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

function findPostgres(): RunUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : 0;
  });
  return uid && gid ? { uid, gid } : undefined;
}

function createPostgres(): RunUser {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ];
  for (const [command, args] of ways) {
    spawnSync(command, args, { stdio: 'ignore' });
    const made = findPostgres();
    if (made !== undefined) return made;
  }
  throw new Problem(
    'engine_failed',
    'PostgreSQL does not run as root and the system user "postgres" could not be made; run as another user or set DATABASE_URL.',
  );
}
