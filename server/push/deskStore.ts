import type { Queryable } from '../db/queryable.ts';

/** Which version of a flag there is by now, and whose it is. */
export interface FlagPlace {
  flagId: number;
  version: number;
  region: string | null;
  department: string | null;
}

/** In the order of their ids. Whoever is told of one is looked at first: this reads for every scope at once. */
export async function flagPlaces(db: Queryable, flagIds: readonly number[]): Promise<FlagPlace[]> {
  const { rows } = await db.query<FlagPlace>(
    `select flag_id as "flagId", version, region, department from flags
      where flag_id = any($1::bigint[]) order by flag_id`,
    [flagIds],
  );
  return rows;
}
