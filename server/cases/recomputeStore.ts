import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Codes of which another version was recorded; new codes concern no case that is there already. */
export interface ChangedCodes {
  calendars: string[];
  items: string[];
  departments: string[];
  regions: string[];
}

/** What was recorded anew after revision `from`, up to revision `to`. */
export async function changedCodes(db: Queryable, from: number, to: number): Promise<ChangedCodes> {
  const { rows } = await db.query<ChangedCodes>(
    `select array(select distinct n.code from calendars n join calendars o using (code)
                   where n.revision > $1 and n.revision <= $2 and o.revision <= $1) as calendars,
            array(select distinct n.code from items n join items o using (code)
                   where n.revision > $1 and n.revision <= $2 and o.revision <= $1) as items,
            array(select distinct n.code from departments n join departments o using (code)
                   where n.revision > $1 and n.revision <= $2 and o.revision <= $1) as departments,
            array(select distinct n.code from regions n join regions o using (code)
                   where n.revision > $1 and n.revision <= $2 and o.revision <= $1) as regions`,
    [from, to],
  );
  return rows[0] ?? { calendars: [], items: [], departments: [], regions: [] };
}

/** Cases without a conclusion that one of the codes may concern, after `after` in their order. */
export async function unfinishedCases(
  db: Queryable,
  codes: ChangedCodes,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases
      where case_id > $1 and outcome is null
        and (calendar = any($2) or item = any($3) or department = any($4) or region = any($5))
      order by case_id limit $6`,
    [after, codes.calendars, codes.items, codes.departments, codes.regions, limit],
  );
  return rows.map((row) => row.caseId);
}

/** When a revision was recorded; null if it was not. */
export async function recordedAt(db: Queryable, revision: number): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant }>(
    'select recorded_at as at from catalogue_revisions where revision = $1',
    [revision],
  );
  return rows[0]?.at ?? null;
}

/** True while an application of a calendar's change works: it computes due dates again itself. */
export async function calendarChangeWorks(db: Queryable, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from rule_runs where kind = 'calendar_change' and state = 'running' and lease_until >= $1`,
    [new Date(now)],
  );
  return rowCount !== 0;
}
