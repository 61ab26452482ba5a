import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, migrations/ and dist/: the same from the sources and from dist/. */
export const packageRoot = findUpward(dirname(fileURLToPath(import.meta.url)));

function findUpward(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'migrations'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json with migrations/ above ${import.meta.url}`);
  return findUpward(parent);
}
