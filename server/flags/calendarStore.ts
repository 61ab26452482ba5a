import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Where a page ended: to the microsecond, as the database writes it. */
export interface CasePosition {
  firstEventAt: string;
  caseId: string;
}

export const firstCase: CasePosition = { firstEventAt: '-infinity', caseId: '' };

/** Open cases that a change of calendars between two days can concern. */
export interface CalendarCases {
  calendars: string[];
  regions: string[];
  departments: string[];
  /** The days that differ: begin of the first, end of the last. */
  changed: { from: Instant; to: Instant };
  now: Instant;
}

// A day counts for a case from its first event to its due date, and for one that is overdue until today; what is
// provisional may become certain without any day that differs.
const concerned = `
        concluded_at is null
        and (calendar = any($1::text[]) or region = any($2::text[]) or department = any($3::text[]))
        and (provisional_due or (first_event_at < $5 and greatest(promised_due_at, statutory_due_at, $6) >= $4))`;

const valuesOf = ({ calendars, regions, departments, changed, now }: CalendarCases): unknown[] => [
  calendars,
  regions,
  departments,
  new Date(changed.from),
  new Date(changed.to),
  new Date(now),
];

export async function countCalendarCases(db: Queryable, cases: CalendarCases): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from cases where ${concerned}`,
    valuesOf(cases),
  );
  return rows[0]?.count ?? 0;
}

export interface CalendarPage {
  caseIds: string[];
  /** Undefined: the last page. */
  last: CasePosition | undefined;
}

/** Cases after `after` by their first event and id, at most `limit`: those of a page lie close together in time. */
export async function calendarCases(
  db: Queryable,
  cases: CalendarCases,
  after: CasePosition,
  limit: number,
): Promise<CalendarPage> {
  const { rows } = await db.query<CasePosition>(
    `select case_id as "caseId", first_event_at::text as "firstEventAt"
       from cases
      where ${concerned}
        and (first_event_at, case_id) > ($7::timestamptz, $8)
      order by first_event_at, case_id
      limit $9`,
    [...valuesOf(cases), after.firstEventAt, after.caseId, limit],
  );
  return { caseIds: rows.map(({ caseId }) => caseId), last: rows.at(-1) };
}

/**
 * Locks those of the cases, sorted by id, that still have the version they were read with; what another writer holds
 * or has changed is left for another look, so that ingest never waits in a circle.
 */
export async function claimCases(
  db: Queryable,
  cases: readonly { caseId: string; version: number }[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ caseId: string }>(
    `select c.case_id as "caseId"
       from cases c join unnest($1::text[], $2::integer[]) as given (case_id, version)
         on c.case_id = given.case_id and c.version = given.version
      order by c.case_id
        for update of c skip locked`,
    [cases.map(({ caseId }) => caseId), cases.map(({ version }) => version)],
  );
  return new Set(rows.map(({ caseId }) => caseId));
}

/** Stores how urgent claimed cases are. */
export async function setAlerts(
  db: Queryable,
  cases: readonly { caseId: string; alert: number; queries: number }[],
): Promise<void> {
  await db.query(
    `update cases c set alert = n.alert, queries = n.queries
       from unnest($1::text[], $2::smallint[], $3::smallint[]) as n (case_id, alert, queries)
      where c.case_id = n.case_id`,
    [cases.map((c) => c.caseId), cases.map((c) => c.alert), cases.map((c) => c.queries)],
  );
}
