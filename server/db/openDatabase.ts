import pg from 'pg';
import { Problem } from '#contract/problem';
import { attachEngine } from './engine/attachEngine.ts';
import { migrate, migrationStatus } from './migrate.ts';
import { createPool } from './pool.ts';
import type { PoolOptions } from './pool.ts';

export interface OpenDatabaseOptions extends Omit<PoolOptions, 'url'> {
  /** Undefined: the embedded engine of `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** Hears what a person should know about the embedded engine and migrations, a sentence each. */
  onNotice?: (sentence: string) => void;
  /** False leaves the schema as it is (`duban migrate status`). */
  migrated?: boolean;
  /** False refuses a database that lacks migrations instead of migrating it. */
  mayMigrate?: boolean;
}

export interface OpenDatabase {
  pool: pg.Pool;
  url: string;
  engine: 'embedded' | 'external';
  /** Ends the pool and lets go of the embedded engine. Safe to call twice. */
  close: () => Promise<void>;
}

/** Connects to DATABASE_URL or the embedded engine, makes the database when it is missing, and migrates it. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, onNotice, migrated = true, mayMigrate = true, ...poolOptions } = options;
  const embedded = databaseUrl === undefined ? await attachEngine({ dataDir, onNotice }) : undefined;
  const url = databaseUrl ?? embedded?.url ?? '';
  try {
    await ensureDatabase(url);
    if (migrated) await (mayMigrate ? migrate(url, { onNotice }) : mustBeMigrated(url, onNotice));
  } catch (error) {
    await embedded?.release();
    throw error;
  }
  const pool = createPool({ ...poolOptions, url });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= pool.end().then(() => embedded?.release()));
  return { pool, url, engine: embedded === undefined ? 'external' : 'embedded', close };
}

/** @throws Problem `configuration` */
async function mustBeMigrated(url: string, onNotice?: (sentence: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { pending, beside } = await migrationStatus(client);
    if (beside !== null) onNotice?.(beside);
    if (pending.length === 0) return;
    throw new Problem(
      'configuration',
      `The database lacks migrations/${pending[0]} (${pending.length} in all), and DUBAN_MIGRATE is "no"; run "duban migrate up".`,
    );
  } finally {
    await client.end();
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === '3D000')) throw error;
    await createDatabase(url);
  } finally {
    await client.end();
  }
}

async function createDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // another process that starts at the same moment was first
    if (!(error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) throw error;
  } finally {
    await client.end();
  }
}
