import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#contract/problem';
import { packageRoot } from './packageRoot.ts';

export interface MigrationFile {
  /** Path below migrations/, the key of `schema_migrations`: "0001_catalogue.sql", "timescale/0001_hypertables.sql". */
  name: string;
  sql: string;
  /** SHA-256 of the file, hex. */
  checksum: string;
}

const numbered = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** The numbered files of migrations/ and then, for an engine that has TimescaleDB, of migrations/timescale/. */
export async function migrationFiles(withTimescale: boolean, root = packageRoot): Promise<MigrationFile[]> {
  const folder = join(root, 'migrations');
  const plain = await readFolder(folder, '');
  return withTimescale ? [...plain, ...(await readFolder(folder, 'timescale/'))] : plain;
}

async function readFolder(folder: string, prefix: string): Promise<MigrationFile[]> {
  const names = (await readdir(join(folder, prefix))).filter((name) => name.endsWith('.sql')).sort();
  const seen = new Map<string, string>();
  for (const name of names) {
    const number = numbered.exec(name)?.[1];
    if (number === undefined) {
      throw new Problem('configuration', `migrations/${prefix}${name} must be named 0001_what_it_does.sql.`);
    }
    const other = seen.get(number);
    if (other !== undefined) {
      throw new Problem(
        'configuration',
        `migrations/${prefix}${name} and ${other} carry the same number; renumber one.`,
      );
    }
    seen.set(number, name);
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, prefix, name), 'utf8');
      return { name: prefix + name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
