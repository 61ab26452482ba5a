import type { LocalDay } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';

/** Where a case is counted. '': none was named. */
export interface PlaceKey {
  region: string;
  department: string;
  item: string;
  channel: string;
}

export interface VolumeRow extends PlaceKey {
  submitted: number;
  received: number;
  accepted: number;
  concluded: number;
  childSubmitted: number;
  childConcluded: number;
  rated: number;
  ratedGood: number;
  /** What systems filled in, and what people rated themselves by level. */
  ratedDefault: number;
  voluntary1: number;
  voluntary2: number;
  voluntary3: number;
  voluntary4: number;
  voluntary5: number;
}

/** What happened on days of the office, of the roll-ups. */
export async function volumesWithin(
  db: Queryable,
  { from, to }: { from: LocalDay; to: LocalDay },
  scope: Scope,
): Promise<VolumeRow[]> {
  const { rows } = await db.query<VolumeRow>(
    `select region, department, item, channel, sum(submitted) as submitted, sum(received) as received,
            sum(accepted) as accepted, sum(concluded) as concluded, sum(child_submitted) as "childSubmitted",
            sum(child_concluded) as "childConcluded", sum(rated) as rated, sum(rated_good) as "ratedGood",
            sum(rated_default) as "ratedDefault", sum(voluntary_1) as "voluntary1", sum(voluntary_2) as "voluntary2",
            sum(voluntary_3) as "voluntary3", sum(voluntary_4) as "voluntary4", sum(voluntary_5) as "voluntary5"
       from stats_day
      where day between $1 and $2 and namespace = ''
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
      group by region, department, item, channel`,
    [from, to, scope.regions, scope.departments],
  );
  return rows;
}
