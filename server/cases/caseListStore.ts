import type { Outcome } from '#contract/caseEvent';
import type { caseSorts } from '#contract/querySchema';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Stage } from '../domain/cases/caseState.ts';
import type { Cursor } from '../http/cursor.ts';

/** What a list of cases is narrowed by; null or absent: not by this. Codes already stand for all below them. */
export interface CaseFilter {
  scope: Scope;
  regions: string[] | null;
  departments: string[] | null;
  items: string[] | null;
  stages: string[] | null;
  ended: boolean | null;
  alerts: number[] | null;
  queried: boolean | null;
  namespace: string | null;
  /** The beginning of the case number. */
  number: string | null;
  /** Of the first event: from inclusive, to exclusive. */
  from: Instant | null;
  to: Instant | null;
  /** Of the promise, exclusive. */
  dueBefore: Instant | null;
}

export type CaseSort = (typeof caseSorts)[number];

export interface CaseRow {
  caseId: string;
  namespace: string;
  region: string | null;
  department: string | null;
  item: string | null;
  channel: string | null;
  parentCase: string | null;
  stage: Stage;
  outcome: Outcome | null;
  round: number;
  historical: boolean;
  submittedAt: Instant | null;
  receivedAt: Instant | null;
  acceptedAt: Instant | null;
  concludedAt: Instant | null;
  promisedDueAt: Instant | null;
  statutoryDueAt: Instant | null;
  provisionalDue: boolean;
  firstEventAt: Instant;
  lastEventAt: Instant;
  alert: number;
  queries: number;
  /** In epoch microseconds: what the list is ordered by. */
  position: number;
}

/** One page. An order that is not asked for is a constant to the planner, which leaves constants out. */
export async function listCases(
  db: Queryable,
  filter: CaseFilter,
  after: Cursor<string> | null,
  limit: number,
  sort: CaseSort = 'newest',
): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseRow>(
    `select case_id as "caseId", namespace, region, department, item, channel, parent_case as "parentCase",
            stage, outcome, round, historical, submitted_at as "submittedAt", received_at as "receivedAt",
            accepted_at as "acceptedAt", concluded_at as "concludedAt", promised_due_at as "promisedDueAt",
            statutory_due_at as "statutoryDueAt", provisional_due as "provisionalDue",
            first_event_at as "firstEventAt", last_event_at as "lastEventAt", alert, queries,
            (extract(epoch from case when $18::text = 'due' then coalesce(promised_due_at, '2200-01-01')
                                     else first_event_at end) * 1000000)::bigint as position
       from cases
      where ($1::text[] is null or region = any($1)) and ($2::text[] is null or department = any($2))
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
        and ($5::text[] is null or item = any($5)) and ($6::text[] is null or stage = any($6))
        and ($7::boolean is null or (concluded_at is not null) = $7)
        and ($8::smallint[] is null or (alert = any($8) and concluded_at is null))
        and ($9::boolean is null or (queries > 0) = $9)
        and ($10::text is null or namespace = $10)
        and ($11::timestamptz is null or first_event_at >= $11)
        and ($12::timestamptz is null or first_event_at < $12)
        and ($13::text is null or case_id ^@ $13)
        and ($14::timestamptz is null or (promised_due_at < $14 and concluded_at is null))
        and ($15::double precision is null or case $18
             when 'newest' then (first_event_at, case_id)
                  < (timestamptz 'epoch' + $15::double precision * interval '1 microsecond', $16)
             when 'oldest' then (first_event_at, case_id)
                  > (timestamptz 'epoch' + $15::double precision * interval '1 microsecond', $16)
             else (coalesce(promised_due_at, '2200-01-01'), case_id)
                  > (timestamptz 'epoch' + $15::double precision * interval '1 microsecond', $16) end)
      order by case when $18 = 'newest' then first_event_at end desc, case when $18 = 'newest' then case_id end desc,
               case when $18 = 'oldest' then first_event_at end,
               case when $18 = 'due' then coalesce(promised_due_at, '2200-01-01') end, case_id
      limit $17`,
    [...filterValues(filter), after?.at ?? null, after?.key ?? null, limit, sort],
  );
  return rows;
}

/** How many match, counted no further than `most`. */
export async function countCases(db: Queryable, filter: CaseFilter, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from (select
               from cases
              where ($1::text[] is null or region = any($1)) and ($2::text[] is null or department = any($2))
                and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
                and ($5::text[] is null or item = any($5)) and ($6::text[] is null or stage = any($6))
                and ($7::boolean is null or (concluded_at is not null) = $7)
                and ($8::smallint[] is null or (alert = any($8) and concluded_at is null))
                and ($9::boolean is null or (queries > 0) = $9)
                and ($10::text is null or namespace = $10)
                and ($11::timestamptz is null or first_event_at >= $11)
                and ($12::timestamptz is null or first_event_at < $12)
                and ($13::text is null or case_id ^@ $13)
                and ($14::timestamptz is null or (promised_due_at < $14 and concluded_at is null))
              limit $15) as matching`,
    [...filterValues(filter), most],
  );
  return rows[0]?.n ?? 0;
}

/** True if there is such a case and the scope holds it. */
export async function caseIsInScope(db: Queryable, caseId: string, scope: Scope): Promise<boolean> {
  const { rows } = await db.query(
    `select from cases
      where case_id = $1
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))`,
    [caseId, scope.regions, scope.departments],
  );
  return rows.length === 1;
}

function filterValues(filter: CaseFilter): unknown[] {
  return [
    filter.scope.regions,
    filter.scope.departments,
    filter.regions,
    filter.departments,
    filter.items,
    filter.stages,
    filter.ended,
    filter.alerts,
    filter.queried,
    filter.namespace,
    filter.from === null ? null : new Date(filter.from),
    filter.to === null ? null : new Date(filter.to),
    filter.number,
    filter.dueBefore === null ? null : new Date(filter.dueBefore),
  ];
}
