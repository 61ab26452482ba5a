import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Which cases to look at again; null: not narrowed by this. */
export interface RecheckedCases {
  regions: string[] | null;
  departments: string[] | null;
  items: string[] | null;
  /** Cases that have ended and wait for nothing are left alone, unless their last event is not older. */
  endedFrom: Instant;
}

/** Ids of cases whose verdict may still change, or that have ended since, after `after` in their order. */
export async function casesToRecheck(
  db: Queryable,
  { regions, departments, items, endedFrom }: RecheckedCases,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases
      where case_id > $1 and (concluded_at is null or next_check_at is not null or last_event_at >= $2)
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
        and ($5::text[] is null or item = any($5))
      order by case_id limit $6`,
    [after, new Date(endedFrom), regions, departments, items, limit],
  );
  return rows.map((row) => row.caseId);
}

export interface RecentOutage {
  sourceId: number;
  from: Instant;
  to: Instant;
}

/** Outages that were recorded after `since`, up to `until`. */
export async function outagesRecorded(
  db: Queryable,
  since: Instant,
  until: Instant,
): Promise<RecentOutage[]> {
  const { rows } = await db.query<RecentOutage>(
    `select source_id as "sourceId", from_at as "from", to_at as "to" from source_outages
      where recorded_at > $1 and recorded_at <= $2 order by source_id, from_at`,
    [new Date(since), new Date(until)],
  );
  return rows;
}

/**
 * Ids of a source's cases that lived during the outage, or have a flag that stands and was raised since it began: what
 * it excuses may have happened before and arrived after.
 */
export async function casesInOutage(
  db: Queryable,
  { sourceId, from, to }: RecentOutage,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases c
      where case_id > $1 and source_id = $2 and first_event_at <= $4
        and (last_event_at >= $3 or exists (
             select from flags f where f.subject_kind = 'case' and f.subject_id = c.case_id
                and f.ended_at is null and f.raised_at >= $3))
      order by case_id limit $5`,
    [after, sourceId, new Date(from), new Date(to), limit],
  );
  return rows.map((row) => row.caseId);
}

/** Sources of whose registration something was mended after `since`, up to `until`, that rules look at. */
export async function sourcesJudgedOtherwise(
  db: Queryable,
  since: Instant,
  until: Instant,
): Promise<number[]> {
  const { rows } = await db.query<{ sourceId: number }>(
    `select source_id as "sourceId" from sources
      where judged_otherwise_at > $1 and judged_otherwise_at <= $2 order by source_id`,
    [new Date(since), new Date(until)],
  );
  return rows.map((row) => row.sourceId);
}

/** Ids of a source's cases whose verdict may still change, after `after` in their order. */
export async function casesOfSource(
  db: Queryable,
  sourceId: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases
      where case_id > $1 and source_id = $2 and (concluded_at is null or next_check_at is not null)
      order by case_id limit $3`,
    [after, sourceId, limit],
  );
  return rows.map((row) => row.caseId);
}

/**
 * Has the flag job look at these cases now. The version grows, so that no writer that read them before puts its own
 * next check over this one.
 */
export async function checkNow(db: Queryable, caseIds: readonly string[], now: Instant): Promise<void> {
  await db.query(
    `with held as (select case_id from cases where case_id = any($1::text[]) order by case_id for update)
     update cases c set next_check_at = least(c.next_check_at, $2), version = c.version + 1
       from held where c.case_id = held.case_id`,
    [caseIds, new Date(now)],
  );
}
