import pg from 'pg';
import { Problem } from '#contract/problem';
import { columnTypes } from './columnTypes.ts';
import { migrationFiles } from './migrationFiles.ts';
import type { MigrationFile } from './migrationFiles.ts';
import type { Queryable } from './queryable.ts';

export interface MigrationStatus {
  applied: { name: string; appliedAt: number }[];
  pending: string[];
  timescale: boolean;
}

/** Any constant of our own: two processes that start at once migrate one after the other. */
const migrationLock = 20261121;

/**
 * Applies what is missing, each file in its own transaction, and returns the names applied. `only`: no file beside
 * these but TimescaleDB's own, which change how tables are kept and not what they hold. `root`: where migrations/ is.
 * Throws a Problem when an applied file was changed or is missing, or when a file fails (nothing of it stays).
 */
export async function migrate(
  url: string,
  { only, root }: { only?: ReadonlySet<string>; root?: string } = {},
): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'duban migrate',
    types: columnTypes,
  });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await prepare(client);
    const files = await migrationFiles(await enableTimescale(client), root);
    const pending = pendingFiles(files, await appliedMigrations(client)).filter(
      ({ name }) => !only || only.has(name) || name.startsWith('timescale/'),
    );
    for (const file of pending) await applyFile(client, file);
    return pending.map((file) => file.name);
  } finally {
    await client.end();
  }
}

/** What is applied and what is missing; changes nothing. Throws as `migrate` does. */
export async function migrationStatus(db: Queryable, root?: string): Promise<MigrationStatus> {
  const timescale = await timescaleAvailable(db);
  const files = await migrationFiles(timescale, root);
  const applied = (await ledgerExists(db)) ? await appliedMigrations(db) : [];
  return {
    applied: applied.map(({ name, appliedAt }) => ({ name, appliedAt })),
    pending: pendingFiles(files, applied).map((file) => file.name),
    timescale,
  };
}

interface AppliedMigration {
  name: string;
  checksum: string;
  appliedAt: number;
}

function pendingFiles(files: MigrationFile[], applied: AppliedMigration[]): MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const { name, checksum } of applied) {
    const file = byName.get(name);
    if (file === undefined) {
      throw new Problem(
        'configuration',
        `The database was migrated with migrations/${name}, which this version of duban does not have; start a newer version.`,
      );
    }
    if (file.checksum !== checksum) {
      throw new Problem(
        'configuration',
        `migrations/${name} was changed after it was applied; put the applied text back and write a new migration.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return files.filter((file) => !done.has(file.name));
}

async function applyFile(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.sql);
    await client.query('insert into schema_migrations (name, checksum, applied_at) values ($1, $2, now())', [
      file.name,
      file.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = error instanceof Error ? error.message : String(error);
    const where = `migrations/${file.name}${lineOf(error, file.sql)}`;
    throw new Problem('engine_failed', `${where} failed and was rolled back: ${reason}`, { cause: error });
  }
}

function lineOf(error: unknown, sql: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  return Number.isNaN(position) ? '' : `, line ${sql.slice(0, position - 1).split('\n').length},`;
}

async function prepare(db: Queryable): Promise<void> {
  if (await ledgerExists(db)) return;
  await db.query(
    'create table schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null)',
  );
}

async function ledgerExists(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    "select to_regclass('schema_migrations') is not null as found",
  );
  return rows[0]?.found ?? false;
}

async function appliedMigrations(db: Queryable): Promise<AppliedMigration[]> {
  const { rows } = await db.query<AppliedMigration>(
    'select name, checksum, applied_at as "appliedAt" from schema_migrations order by applied_at, name',
  );
  return rows;
}

/** Installed is not enough: `create extension` ends the connection unless the library was loaded at the start. */
async function timescaleAvailable(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(
    `select from pg_available_extensions
      where name = 'timescaledb' and current_setting('shared_preload_libraries') like '%timescaledb%'`,
  );
  return rows.length > 0;
}

async function enableTimescale(db: Queryable): Promise<boolean> {
  if (!(await timescaleAvailable(db))) return false;
  await db.query('create extension if not exists timescaledb');
  return true;
}
