import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { PastTime } from '../previewStore.ts';

export interface DueCase {
  caseId: string;
  /** Of the row that was looked at: a case that changed since stays. */
  version: number;
  firstEventAt: Instant;
  lastEventAt: Instant;
}

export interface DueBefore {
  /** Cases whose last event is older. */
  before: Instant;
  now: Instant;
  /** Of the office: its months. */
  zone: string;
}

/**
 * Closed cases that nothing holds back, of the oldest month alone, at most `limit`. `begunBefore`: only those
 * whose first event is older, of any month.
 */
export async function dueCases(
  db: Queryable,
  { before, now, zone }: DueBefore,
  { limit, begunBefore }: { limit: number; begunBefore?: Instant },
): Promise<(DueCase & { month: LocalDay })[]> {
  const { rows } = await db.query<DueCase & { month: LocalDay }>(
    `with due as materialized (
       select case_id, version, first_event_at, last_event_at,
              date_trunc('month', last_event_at at time zone $3)::date as month
         from cases c
        where concluded_at is not null and last_event_at < $1 and first_event_at < $4 and not held_back(c, $1, $2)
        order by last_event_at, case_id limit $5)
     select case_id as "caseId", version, first_event_at as "firstEventAt", last_event_at as "lastEventAt", month
       from due
      where $6 or month = (select min(month) from due)
      order by last_event_at, case_id`,
    [
      new Date(before),
      new Date(now),
      zone,
      new Date(begunBefore ?? before),
      limit,
      begunBefore !== undefined,
    ],
  );
  return rows;
}

/** How many cases would go, with how many events, and how many are as old and stay. */
export async function casesPastTime(
  db: Queryable,
  { before, now }: Pick<DueBefore, 'before' | 'now'>,
): Promise<PastTime & { events: number; heldBack: number }> {
  const { rows } = await db.query<PastTime & { events: number; heldBack: number }>(
    `with old as materialized (
       select case_id, first_event_at, last_event_at, pg_column_size(c.*) as size, held_back(c, $1, $2) as held
         from cases c where concluded_at is not null and last_event_at < $1),
     happened as (
       select count(*) as n, coalesce(sum(pg_column_size(e.*)), 0) as bytes
         from old join case_events e using (case_id)
        where not held and e.occurred_at between old.first_event_at and old.last_event_at and e.occurred_at < $1)
     select count(*) filter (where not held) as rows, min(last_event_at) filter (where not held) as oldest,
            max(last_event_at) filter (where not held) as newest,
            coalesce(sum(size) filter (where not held), 0) + (select bytes from happened) as bytes,
            (select n from happened) as events, count(*) filter (where held) as "heldBack"
       from old`,
    [new Date(before), new Date(now)],
  );
  return rows[0] ?? { rows: 0, oldest: null, newest: null, bytes: 0, events: 0, heldBack: 0 };
}
