import type { MigrationFile } from './migrationFiles.ts';
import type { Queryable } from './queryable.ts';

export interface AppliedMigration {
  name: string;
  checksum: string;
  appliedAt: number;
  /** The version of duban that applied it; null where that was not kept yet. */
  version: string | null;
}

/** Makes the ledger, or gives an older one what it lacks. */
export async function prepareLedger(db: Queryable): Promise<void> {
  if (!(await ledgerColumns(db)).includes('name'))
    await db.query(
      `create table schema_migrations (
         name text primary key, checksum text not null, applied_at timestamptz not null, version text)`,
    );
  else if (!(await ledgerColumns(db)).includes('version'))
    await db.query('alter table schema_migrations add column version text');
}

/** Nothing when there is no ledger yet. */
export async function appliedMigrations(db: Queryable): Promise<AppliedMigration[]> {
  const columns = await ledgerColumns(db);
  if (columns.length === 0) return [];
  const { rows } = await db.query<AppliedMigration>(
    columns.includes('version')
      ? 'select name, checksum, applied_at as "appliedAt", version from schema_migrations order by applied_at, name'
      : 'select name, checksum, applied_at as "appliedAt", null as version from schema_migrations order by applied_at, name',
  );
  return rows;
}

export async function recordMigration(
  db: Queryable,
  { name, checksum, version }: Pick<MigrationFile, 'name' | 'checksum'> & { version: string },
): Promise<void> {
  await db.query(
    'insert into schema_migrations (name, checksum, applied_at, version) values ($1, $2, now(), $3)',
    [name, checksum, version],
  );
}

async function ledgerColumns(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select attname as name from pg_attribute
      where attrelid = to_regclass('schema_migrations') and attnum > 0 and not attisdropped`,
  );
  return rows.map(({ name }) => name);
}
