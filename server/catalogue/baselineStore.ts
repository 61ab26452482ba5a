import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** What an item version's concluded cases took in all departments but one; in all where `department` is ''. */
export interface BaselineRow {
  baseline: number;
  item: string;
  revision: number;
  department: string;
  validFrom: Instant;
  takenAt: Instant;
  peers: number;
  /** Of ln(ms); null without any peer. */
  median: number | null;
  mad: number | null;
}

/** Baselines with a number beyond `after`, the oldest first: of two for the same peers the later holds. */
export async function baselinesAfter(db: Queryable, after: number): Promise<BaselineRow[]> {
  const { rows } = await db.query<BaselineRow>(
    `select baseline_id as baseline, item, item_revision as revision, department, valid_from as "validFrom",
            taken_at as "takenAt", peers, median, mad
       from baselines where baseline_id > $1 order by baseline_id`,
    [after],
  );
  return rows;
}
