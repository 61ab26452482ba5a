import type { Queryable } from '../../db/queryable.ts';

/** Places with all above them; of the city there are none. */
export interface PlacesAbove {
  regions: readonly string[];
  departments: readonly string[];
}

/** Names of the accounts that may issue a report: supervisors of every place, or of one that it lies in. */
export async function issuersOf(db: Queryable, { regions, departments }: PlacesAbove): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select name from accounts
      where disabled_at is null and role = 'supervisor'
        and (region is null or region = any($1::text[])) and (department is null or department = any($2::text[]))
      order by name`,
    [regions, departments],
  );
  return rows.map(({ name }) => name);
}

/** Names of the inspectors of a place or of one above it: they may appeal for it, as its officers may. */
export async function inspectorsOf(db: Queryable, { regions, departments }: PlacesAbove): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select name from accounts
      where disabled_at is null and role = 'inspector'
        and (department = any($2::text[]) or department is null and region = any($1::text[]))
      order by name`,
    [regions, departments],
  );
  return rows.map(({ name }) => name);
}
