import type { CalendarCaseAnswer, CalendarReport } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

type Effect = CalendarCaseAnswer['effects'][number];

/** What a run does to one case; a due date that stays has neither end. */
export interface ConcernedCase {
  caseId: string;
  region: string | null;
  department: string | null;
  item: string | null;
  effects: Effect[];
  promisedFrom: Instant | null;
  promisedTo: Instant | null;
  statutoryFrom: Instant | null;
  statutoryTo: Instant | null;
  flags: Pick<CalendarReport['flagExamples'][number], 'rule' | 'effect' | 'before' | 'after'>[];
}

export interface ConcernedFilter {
  runId: number;
  effect: Effect | null;
  regions: string[] | null;
  departments: string[] | null;
  item: string | null;
}

/** Keeps what a run does, a page of cases in one statement. A case that is met again keeps what was done first. */
export async function keepConcerned(
  db: Queryable,
  runId: number,
  cases: readonly ConcernedCase[],
): Promise<void> {
  if (cases.length === 0) return;
  await db.query(
    `insert into calendar_cases (run_id, case_id, region, department, item, effects, promised_from, promised_to,
                                 statutory_from, statutory_to, flags)
     select $1, "caseId", region, department, item, effects, to_timestamp("promisedFrom" / 1000.0),
            to_timestamp("promisedTo" / 1000.0), to_timestamp("statutoryFrom" / 1000.0),
            to_timestamp("statutoryTo" / 1000.0), flags
       from json_to_recordset($2) as c ("caseId" text, region text, department text, item text, effects text[],
            "promisedFrom" float8, "promisedTo" float8, "statutoryFrom" float8, "statutoryTo" float8, flags jsonb)
         on conflict do nothing`,
    [runId, JSON.stringify(cases)],
  );
}

const within = `
        run_id = $1 and ($2::text is null or $2 = any(effects)) and ($3::text[] is null or region = any($3))
        and ($4::text[] is null or department = any($4)) and ($5::text is null or item = $5)`;

const valuesOf = ({ runId, effect, regions, departments, item }: ConcernedFilter): unknown[] => [
  runId,
  effect,
  regions,
  departments,
  item,
];

/** By case number, those after `after`. */
export async function listConcerned(
  db: Queryable,
  filter: ConcernedFilter,
  after: string | null,
  limit: number,
): Promise<ConcernedCase[]> {
  const { rows } = await db.query<ConcernedCase>(
    `select case_id as "caseId", region, department, item, effects, promised_from as "promisedFrom",
            promised_to as "promisedTo", statutory_from as "statutoryFrom", statutory_to as "statutoryTo", flags
       from calendar_cases
      where ${within} and ($6::text is null or case_id > $6)
      order by case_id limit $7`,
    [...valuesOf(filter), after, limit],
  );
  return rows;
}

/** Counted up to `most`. */
export async function countConcerned(db: Queryable, filter: ConcernedFilter, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from (select from calendar_cases where ${within} limit $6) counted`,
    [...valuesOf(filter), most],
  );
  return rows[0]?.n ?? 0;
}

/** Forgets the cases of all runs but the newest. */
export async function forgetConcerned(db: Queryable, runsKept: number): Promise<void> {
  await db.query(
    `delete from calendar_cases
      where run_id not in (select run_id from rule_runs where calendar is not null order by run_id desc limit $1)`,
    [runsKept],
  );
}
