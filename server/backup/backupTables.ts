import type { Queryable } from '../db/queryable.ts';
import type { BackupEnd, BackupHead } from './backupDocument.ts';

type Table = BackupHead['tables'][number];

/**
 * `schema_migrations` is in the head, and `servers` are processes that run now. Sessions end with the machine they were on: a restored one would let in whoever
 * was signed out since. The feed of changes serves screens for a day; restored ones take a fresh snapshot.
 */
const leftOut = ['schema_migrations', 'servers', 'sessions', 'changes'];

/** Every table with its columns, those that others refer to first. */
export async function tablesToBackUp(db: Queryable): Promise<Table[]> {
  const tables = await tableColumns(db);
  const references = await tableReferences(db);
  const ordered: Table[] = [];
  const placed = new Set<string>(leftOut);
  while (ordered.length < tables.length) {
    const ready = tables.filter(
      ({ name }) =>
        !placed.has(name) &&
        references.every(({ from, to }) => from !== name || from === to || placed.has(to)),
    );
    if (ready.length === 0)
      throw new Error('Tables refer to each other in a circle; none could be restored first.');
    for (const table of ready) placed.add(table.name);
    ordered.push(...ready);
  }
  return ordered;
}

async function tableColumns(db: Queryable): Promise<Table[]> {
  const { rows } = await db.query<Table>(
    `select relname as name, array_agg(attname::text order by attnum) as columns
       from pg_class join pg_attribute on attrelid = pg_class.oid
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all($1)
        and attnum > 0 and not attisdropped and attgenerated = ''
        and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
      group by relname
      order by relname`,
    [leftOut],
  );
  return rows;
}

async function tableReferences(db: Queryable): Promise<{ from: string; to: string }[]> {
  const { rows } = await db.query<{ from: string; to: string }>(
    `select a.relname as from, b.relname as to
       from pg_constraint
       join pg_class a on a.oid = conrelid
       join pg_class b on b.oid = confrelid
      where contype = 'f' and a.relnamespace = 'public'::regnamespace`,
  );
  return rows;
}

/** Where every sequence stands; one that was never asked stands nowhere. */
export async function sequenceValues(db: Queryable): Promise<BackupEnd['sequences']> {
  const { rows } = await db.query<BackupEnd['sequences'][number]>(
    `select sequencename as name, last_value as value
       from pg_sequences
      where schemaname = 'public' and last_value is not null
      order by sequencename`,
  );
  return rows;
}

export async function setSequences(db: Queryable, sequences: BackupEnd['sequences']): Promise<void> {
  await db.query(
    `select setval(format('public.%I', name)::regclass, value)
       from unnest($1::text[], $2::bigint[]) as s (name, value)`,
    [sequences.map(({ name }) => name), sequences.map(({ value }) => value)],
  );
}
