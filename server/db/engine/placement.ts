import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readlink, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '#contract/problem';
import { runnableBinaries } from './binaries.ts';
import { canPass, runUser } from './runUser.ts';
import type { RunUser } from './runUser.ts';

export interface Placement {
  /** The folder with PostgreSQL's bin/. */
  binaries: string;
  cluster: string;
  user: RunUser | undefined;
  /** What a person should be told, at most one sentence. */
  notice?: string;
}

/** For what root's database user cannot reach; one folder a data folder. */
const outsideBase = '/var/lib/duban';

/**
 * Where binaries and cluster lie: in node_modules and `postgres` of the data folder, or, as root, in /var/lib/duban
 * where the database user cannot reach them (a clone under a 0700 home). `postgres` is a link to it then.
 */
export async function placeEngine(dataDir: string): Promise<Placement> {
  const inside = join(dataDir, 'postgres');
  const linked = await readlink(inside).catch(() => undefined);
  if (linked !== undefined && !existsSync(dirname(linked))) {
    throw new Problem(
      'engine_failed',
      `${inside} says that the database lies in ${linked}, which is gone; put it back, or remove the link to begin empty.`,
    );
  }
  const user = runUser(linked ?? inside, dataDir);
  const reachable = user === undefined || linked !== undefined || (await letPass(dataDir, user));
  const cluster = linked ?? (reachable ? inside : await moveOutside(inside));
  const binaries = await runnableBinaries(user, user === undefined ? dataDir : outsideBase);
  const places = [
    binaries.copied ? `its programs are copied to ${binaries.folder}` : '',
    reachable ? '' : `its data lie in ${cluster}`,
  ].filter((place) => place !== '');
  const notice =
    places.length === 0
      ? undefined
      : `PostgreSQL runs as its own user, who cannot reach all of ${dirname(dataDir)}, so ${places.join(' and ')}.`;
  return { binaries: binaries.folder, cluster, user, notice };
}

/** The data folder itself is duban's own: its user may pass through (not read) it if only that is missing. */
async function letPass(dataDir: string, user: RunUser): Promise<boolean> {
  if (canPass(dataDir, user)) return true;
  if (!canPass(dirname(dataDir), user)) return false;
  await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
  return canPass(dataDir, user);
}

/** A name no other data folder has had: what an earlier clone at the same path left is not ours. */
async function moveOutside(inside: string): Promise<string> {
  const clone = basename(dirname(dirname(inside)));
  const folder = join(outsideBase, `${clone}-${randomBytes(4).toString('hex')}`);
  const cluster = join(folder, 'postgres');
  await mkdir(folder, { recursive: true });
  for (const each of [outsideBase, folder]) await chmod(each, 0o755);
  // a folder that was reachable when it was made, moved to where it is not
  if (existsSync(inside) && spawnSync('mv', [inside, cluster]).status !== 0) {
    throw new Problem(
      'engine_failed',
      `${inside} is out of the database user's reach and could not be moved to ${cluster}.`,
    );
  }
  await symlink(cluster, inside);
  return cluster;
}
