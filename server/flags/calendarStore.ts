import type { Instant } from '#contract/time';
import { rowColumns, toCaseRow, type CaseRow, type FlatRow } from '../cases/caseStore.ts';
import type { Queryable } from '../db/queryable.ts';
import { pagesUpTo, type CasePage, type PagePosition } from './casePage.ts';

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

/** Divides the cases into pages of `size`, in one look; what arrives later is in none of them, or makes one longer. */
export async function calendarPages(
  db: Queryable,
  cases: CalendarCases,
  size: number,
): Promise<{ pages: CasePage[]; cases: number }> {
  const { rows } = await db.query<PagePosition & { cases: number }>(
    `select first_event_at::text as "firstEventAt", case_id as "caseId", cases
       from (select first_event_at, case_id, row_number() over (order by first_event_at, case_id) as nth,
                    count(*) over () as cases
               from cases where ${concerned}) numbered
      where nth % $7 = 0 or nth = cases
      order by nth`,
    [...valuesOf(cases), size],
  );
  return { pages: pagesUpTo(rows), cases: rows[0]?.cases ?? 0 };
}

const ofPage = `${concerned}
        and (first_event_at, case_id) > ($7::timestamptz, $8) and (first_event_at, case_id) <= ($9::timestamptz, $10)
      order by first_event_at, case_id`;

const pageOf = (cases: CalendarCases, { after, upTo }: CasePage): unknown[] => [
  ...valuesOf(cases),
  after.firstEventAt,
  after.caseId,
  upTo.firstEventAt,
  upTo.caseId,
];

/** The cases of a page. */
export async function calendarCases(db: Queryable, cases: CalendarCases, page: CasePage): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases where ${ofPage}`,
    pageOf(cases, page),
  );
  return rows.map(({ caseId }) => caseId);
}

/** Their rows. */
export async function calendarRows(db: Queryable, cases: CalendarCases, page: CasePage): Promise<CaseRow[]> {
  const { rows } = await db.query<FlatRow>(
    `select ${rowColumns} from cases where ${ofPage}`,
    pageOf(cases, page),
  );
  return rows.map(toCaseRow);
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
