import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageBuild } from '#contract/pageBuild';
import { packageRoot } from '../db/packageRoot.ts';

/** Where the built pages lie. */
export const webDirectory = join(packageRoot, 'dist', 'web');

/** Names the build of the pages that are served at this moment; '' where none are built. */
export async function webBuild(directory = webDirectory): Promise<string> {
  return pageBuild(await readFile(join(directory, 'index.html'), 'utf8').catch(() => ''));
}
