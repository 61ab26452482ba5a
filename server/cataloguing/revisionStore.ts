import type { Instant } from '#contract/time';
import type { CatalogueKind } from '../catalogue/planImport.ts';
import type { Queryable } from '../db/queryable.ts';

export interface StoredRevision {
  revision: number;
  recordedAt: Instant;
  actor: string;
  note: string;
}

/** Newest first, those before `before`; null: from the newest. */
export async function listRevisions(
  db: Queryable,
  before: number | null,
  limit: number,
): Promise<StoredRevision[]> {
  const { rows } = await db.query<StoredRevision>(
    `select revision, recorded_at as "recordedAt", actor, note
       from catalogue_revisions
      where $1::integer is null or revision < $1
      order by revision desc
      limit $2`,
    [before, limit],
  );
  return rows;
}

export async function revisionsNamed(
  db: Queryable,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, StoredRevision>> {
  const { rows } = await db.query<StoredRevision>(
    `select revision, recorded_at as "recordedAt", actor, note
       from catalogue_revisions where revision = any($1::integer[])
      order by revision`,
    [revisions],
  );
  return new Map(rows.map((row) => [row.revision, row]));
}

export async function countRevisions(db: Queryable, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*) as n from (select from catalogue_revisions limit $1) counted',
    [most],
  );
  return rows[0]?.n ?? 0;
}

/** How many versions of each kind revisions recorded; what is none is left out. */
export async function recordsOfRevisions(
  db: Queryable,
  revisions: readonly number[],
): Promise<{ revision: number; kind: CatalogueKind; records: number }[]> {
  const { rows } = await db.query<{ revision: number; kind: CatalogueKind; records: number }>(
    `select revision, kind, count(*) as records
       from (select revision, 'regions' as kind from regions where revision = any($1::integer[])
             union all select revision, 'departmentKinds' from department_kinds where revision = any($1::integer[])
             union all select revision, 'departments' from departments where revision = any($1::integer[])
             union all select revision, 'items' from items where revision = any($1::integer[])
             union all select revision, 'calendars' from calendars where revision = any($1::integer[])) recorded
      group by revision, kind
      order by revision, kind`,
    [revisions],
  );
  return rows;
}
