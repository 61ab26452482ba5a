import type { Queryable } from '../db/queryable.ts';

export interface ItemPlaces {
  regions: string[];
  departments: string[];
}

/** Where items have had cases; those that never had one are missing. */
export async function placesOfItems(
  db: Queryable,
  items: readonly string[],
): Promise<Map<string, ItemPlaces>> {
  const { rows } = await db.query<ItemPlaces & { item: string }>(
    `select item, array_agg(distinct region) as regions, array_agg(distinct department) as departments
       from stats_day
      where item = any($1::text[]) and namespace = '' and submitted > 0 and region <> '' and department <> ''
      group by item`,
    [items],
  );
  return new Map(rows.map(({ item, ...places }) => [item, places]));
}
