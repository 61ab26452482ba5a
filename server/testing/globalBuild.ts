import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packageRoot } from '../db/packageRoot.ts';

/** Builds what the tests start: the server always (quick when nothing changed), the web for the browser project. */
export default function globalBuild(project: TestProject): void {
  // wrong types are `npm run check`'s to refuse; the compiler writes the code all the same
  run('tsc', ['-b']);
  if (project.name !== 'browser' || !webIsStale()) return;
  if (!run('vite', ['build', '--logLevel', 'warn']))
    throw new Error('vite build failed: there is no page to test');
}

function webIsStale(): boolean {
  const built = join(packageRoot, 'dist', 'web', 'index.html');
  if (!existsSync(built)) return true;
  const sources = ['web', 'server/contract', 'vite.config.ts', 'package-lock.json'];
  return Math.max(...sources.map((path) => newest(join(packageRoot, path)))) > statSync(built).mtimeMs;
}

function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function run(command: string, args: string[]): boolean {
  const path = join(packageRoot, 'node_modules', '.bin', command);
  // as users get it: under the tests' own NODE_ENV the pages would be Vue's for developers
  const env = { ...process.env, NODE_ENV: 'production' };
  return spawnSync(path, args, { cwd: packageRoot, stdio: 'inherit', env }).status === 0;
}
