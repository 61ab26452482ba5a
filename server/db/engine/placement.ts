import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '#contract/problem';
import { runnableBinaries } from './binaries.ts';
import type { EngineFile } from './engineFile.ts';
import { canPass, runUser } from './runUser.ts';
import type { RunUser } from './runUser.ts';

export interface Placement {
  /** The folder with PostgreSQL's bin/. */
  binaries: string;
  cluster: string;
  user: RunUser | undefined;
  /** Set when the cluster does not lie in the data folder. */
  outside?: string;
  /** What a person should be told, at most one sentence. */
  notice?: string;
}

/** For what root's database user cannot reach; one folder a data folder. */
const outsideBase = '/var/lib/duban';

/**
 * Where binaries and cluster lie: in node_modules and the data folder, or, as root, in /var/lib/duban where the
 * database user cannot reach them (a clone under a 0700 home).
 */
export async function placeEngine(dataDir: string, file: EngineFile | undefined): Promise<Placement> {
  if (file?.outside !== undefined && !existsSync(file.outside)) {
    throw new Problem(
      'engine_failed',
      `${dataDir}/engine.json says that the database lies in ${file.outside}, which is gone; put it back, or remove engine.json to begin empty.`,
    );
  }
  const inside = join(dataDir, 'postgres');
  const user = runUser(file?.outside ?? inside, dataDir);
  const reachable = user === undefined || canPass(dataDir, user);
  const outside = file?.outside ?? (reachable ? undefined : await makeOutside(dataDir));
  const binaries = await runnableBinaries(user, user === undefined ? dataDir : outsideBase);
  const places = [
    binaries.copied ? `its programs are copied to ${binaries.folder}` : '',
    outside !== undefined && file?.outside === undefined ? `its data lie in ${outside}` : '',
  ].filter((place) => place !== '');
  const notice =
    places.length === 0
      ? undefined
      : `PostgreSQL runs as its own user, who cannot reach all of ${dirname(dataDir)}, so ${places.join(' and ')}.`;
  return { binaries: binaries.folder, cluster: outside ?? inside, user, outside, notice };
}

/** A name no other data folder has had: what an earlier clone at the same path left is not ours. */
async function makeOutside(dataDir: string): Promise<string> {
  const folder = join(outsideBase, `${basename(dirname(dataDir))}-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  for (const each of [outsideBase, folder]) await chmod(each, 0o755);
  return join(folder, 'postgres');
}
