import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../db/packageRoot.ts';

/** Where the built pages lie. */
export const webDirectory = join(packageRoot, 'dist', 'web');

/**
 * Names the build of the pages that are served at this moment: the script that their index.html begins with, whose name
 * holds a hash of all that it loads. '' where no pages are built.
 */
export async function webBuild(directory = webDirectory): Promise<string> {
  const index = await readFile(join(directory, 'index.html'), 'utf8').catch(() => '');
  return buildOf(index);
}

export const buildOf = (index: string): string =>
  /<script\b[^>]*\ssrc="[^"]*?([^"/]+\.js)"/.exec(index)?.[1] ?? '';
