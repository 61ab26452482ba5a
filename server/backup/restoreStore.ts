import type { PoolClient } from 'pg';

/**
 * Our own triggers only: what they do is in the rows that come. References are still checked, and TimescaleDB's own,
 * which a hypertable does not let go of, stay.
 */
export async function setTriggers(
  db: PoolClient,
  tables: readonly string[],
  what: 'enable' | 'disable',
): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `select distinct relname as name
       from pg_trigger
       join pg_class on pg_class.oid = tgrelid
       join pg_proc on pg_proc.oid = tgfoid
      where relname = any($1) and relnamespace = 'public'::regnamespace
        and pronamespace = 'public'::regnamespace and not tgisinternal
      order by relname`,
    [tables],
  );
  for (const { name } of rows)
    await db.query(`alter table ${db.escapeIdentifier(name)} ${what} trigger user`);
}

/** What migrations put there is in the backup too. */
export async function emptyTables(db: PoolClient, tables: readonly string[]): Promise<void> {
  await db.query(`truncate ${tables.map((table) => db.escapeIdentifier(table)).join(', ')} cascade`);
}

/** Drops the indexes that hold no rule: filled at the end they cost a third. Answers how to make them again. */
export async function dropIndexes(db: PoolClient, tables: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index
       join pg_class on pg_class.oid = indrelid
      where relnamespace = 'public'::regnamespace and relname = any($1) and not indisunique
      order by indexrelid`,
    [tables],
  );
  for (const { name } of rows) await db.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
