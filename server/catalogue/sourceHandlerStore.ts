import type { Queryable } from '../db/queryable.ts';
import type { RegisteredHandler } from './catalogue.ts';

/** A source's registry of handlers: who is a person and who a machine, where events do not say. */
export async function listSourceHandlers(
  db: Queryable,
): Promise<(RegisteredHandler & { sourceId: number })[]> {
  const { rows } = await db.query<RegisteredHandler & { sourceId: number }>(
    'select source_id as "sourceId", code, name, kind from source_handlers order by source_id, code',
  );
  return rows;
}

/** Takes handlers out of the registry, but for `kept`. */
export async function deleteHandlers(
  db: Queryable,
  sourceId: number,
  kept: readonly string[],
): Promise<void> {
  await db.query('delete from source_handlers where source_id = $1 and code <> all($2::text[])', [
    sourceId,
    kept,
  ]);
}

/** Adds handlers or replaces them; codes unique within `handlers`. */
export async function registerHandlers(
  db: Queryable,
  sourceId: number,
  handlers: readonly RegisteredHandler[],
): Promise<void> {
  await db.query(
    `insert into source_handlers (source_id, code, name, kind)
     select $1, code, name, kind from unnest($2::text[], $3::text[], $4::text[]) as given (code, name, kind)
      order by code
     on conflict (source_id, code) do update set name = excluded.name, kind = excluded.kind`,
    [sourceId, handlers.map((h) => h.code), handlers.map((h) => h.name), handlers.map((h) => h.kind)],
  );
}
