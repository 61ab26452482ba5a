import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '#contract/problem';
import { applyMigration, usualPatience, type Patience } from './applyMigration.ts';
import { columnTypes } from './columnTypes.ts';
import { migrationFiles } from './migrationFiles.ts';
import { appliedMigrations, prepareLedger, type AppliedMigration } from './migrationLedger.ts';
import type { Queryable } from './queryable.ts';
import { besideNewer, schemaStanding, type SchemaStanding } from './schemaStanding.ts';
import { version } from './version.ts';

export interface MigrationStatus {
  applied: { name: string; appliedAt: number }[];
  pending: string[];
  timescale: boolean;
  /** One sentence when the next version of duban has migrated the database already. */
  beside: string | null;
}

export interface MigrateOptions {
  /** No file beside these but TimescaleDB's own, which change how tables are kept and not what they hold. */
  only?: ReadonlySet<string>;
  /** Where migrations/ is. */
  root?: string;
  /** As which version of duban; this one unless told. */
  as?: string;
  patience?: Patience;
  /** Hears, in one sentence each, what is waited for and that the schema is newer. */
  onNotice?: (sentence: string) => void;
}

/** Any constant of our own: two processes that start at once migrate one after the other. */
const migrationLock = 20261121;

/**
 * Applies what is missing, file by file, beside servers that go on writing, and returns the names applied. A schema
 * that the next version has made is left as it is. Throws a Problem when an applied file was changed, when the schema
 * is newer than that, when a file fails, or when somebody stays in its way (nothing of it stays).
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const { only, root, as = version, patience = usualPatience, onNotice = () => undefined } = options;
  const client = new pg.Client({
    connectionString: url,
    application_name: 'duban migrate',
    types: columnTypes,
  });
  await client.connect();
  try {
    await lockMigrations(client, onNotice);
    await prepareLedger(client);
    const timescale = await enableTimescale(client);
    const { pending, newer } = await standing(timescale, await appliedMigrations(client), root, as);
    if (newer !== null) onNotice(besideNewer(as, newer));
    const wanted = pending.filter(({ name }) => !only || only.has(name) || name.startsWith('timescale/'));
    for (const file of wanted) await applyMigration({ client, url, version: as, patience, onNotice }, file);
    return wanted.map((file) => file.name);
  } finally {
    await client.end();
  }
}

/** What is applied and what is missing; changes nothing. Throws as `migrate` does. */
export async function migrationStatus(db: Queryable, root?: string, as = version): Promise<MigrationStatus> {
  const timescale = await timescaleAvailable(db);
  const applied = await appliedMigrations(db);
  const { pending, newer } = await standing(timescale, applied, root, as);
  return {
    applied: applied.map(({ name, appliedAt }) => ({ name, appliedAt })),
    pending: pending.map((file) => file.name),
    timescale,
    beside: newer === null ? null : besideNewer(as, newer),
  };
}

async function standing(
  timescale: boolean,
  applied: readonly AppliedMigration[],
  root: string | undefined,
  as: string,
): Promise<SchemaStanding> {
  if (!timescale && applied.some(({ name }) => name.startsWith('timescale/')))
    throw new Problem(
      'configuration',
      'The tables of this database are TimescaleDB’s, and its server does not load that; add timescaledb to its shared_preload_libraries and restart it.',
    );
  return schemaStanding(await migrationFiles(timescale, root), applied, as);
}

const lockAgainMs = 200;

/**
 * Asks again and again: a statement that waits for the lock is a transaction, for whose end an index that is built
 * concurrently would wait in turn.
 */
async function lockMigrations(client: pg.Client, onNotice: (sentence: string) => void): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      migrationLock,
    ]);
    if (rows[0]?.locked) return;
    if (attempt === 0) onNotice('Another process migrates the database; this one waits until it is done.');
    await sleep(lockAgainMs);
  }
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
