import type { CaseEventType } from '#contract/caseEvent';
import type { RuleId } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { CaseSpan } from '../cases/caseHistory.ts';
import { spanWindows } from '../cases/spanWindows.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Kinship } from '../domain/cases/kinship.ts';
import { pagesUpTo, type CasePage, type PagePosition } from './casePage.ts';

/** The cases that a rule version's days and scope may concern; null: not narrowed by this. */
export interface ConcernedCases {
  regions: string[] | null;
  departments: string[] | null;
  items: string[] | null;
  /** No finding of a case is older than its first event. */
  firstEventBefore: Instant;
  /** For rules that find nothing once a case has ended. */
  openOnly: boolean;
  /** For rules whose decisive instant is that of an event. */
  lastEventFrom: Instant | null;
  /** For rules whose decisive instant is the conclusion itself: concluded from … to, or in an earlier round. */
  concluded: { from: Instant; to: Instant } | null;
  /**
   * For rules about cases that ended soon: within this many ms of acceptance, or this share of the time that their
   * promise gave. A case that was deemed accepted may have been accepted in fact later, and is never left out.
   */
  endedWithin: { ms: number; percentOfPromise: number } | null;
  /** For rules about a due date that has passed. */
  dueBetween: { from: Instant; to: Instant; column: 'promised' | 'statutory' } | null;
  /** For rules about events of these types: without one of them a case needs no look at the others. */
  withEvent: readonly CaseEventType[] | null;
}

export interface ConcernedCase extends CaseSpan {
  namespace: string;
  kin: Kinship | null;
}

const concerned = `
        first_event_at < $1 and item is not null and department is not null
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
        and ($4::text[] is null or item = any($4))
        and (not $10 or (outcome is null and concluded_at is null)) and ($11::timestamptz is null or last_event_at >= $11)
        and ($12::float8 is null or round > 1 or accepted_at is null or accepted_at in (received_at, submitted_at)
             or extract(epoch from concluded_at - accepted_at) * 1000
                < greatest($12, extract(epoch from promised_due_at - accepted_at) * 10 * $13::float8))
        and ($5::timestamptz is null or round > 1 or (concluded_at >= $5 and concluded_at < $6))
        and ($7::timestamptz is null or round > 1 or (
             case $9 when 'promised' then promised_due_at else statutory_due_at end >= $7
             and case $9 when 'promised' then promised_due_at else statutory_due_at end < $8
             and (concluded_at is null
                  or concluded_at > case $9 when 'promised' then promised_due_at else statutory_due_at end)))`;

function valuesOf(filter: ConcernedCases): unknown[] {
  const { concluded, dueBetween } = filter;
  return [
    new Date(filter.firstEventBefore),
    filter.regions,
    filter.departments,
    filter.items,
    concluded && new Date(concluded.from),
    concluded && new Date(concluded.to),
    dueBetween && new Date(dueBetween.from),
    dueBetween && new Date(dueBetween.to),
    dueBetween?.column ?? null,
    filter.openOnly,
    filter.lastEventFrom === null ? null : new Date(filter.lastEventFrom),
    filter.endedWithin?.ms ?? null,
    filter.endedWithin?.percentOfPromise ?? null,
  ];
}

/** Divides the cases into pages of `size`, in one look; what arrives later is in none of them, or makes one longer. */
export async function concernedPages(
  db: Queryable,
  filter: ConcernedCases,
  size: number,
): Promise<{ pages: CasePage[]; cases: number }> {
  const { rows } = await db.query<PagePosition & { cases: number }>(
    `select first_event_at::text as "firstEventAt", case_id as "caseId", cases
       from (select first_event_at, case_id, row_number() over (order by first_event_at, case_id) as nth,
                    count(*) over () as cases
               from cases where ${concerned}) numbered
      where nth % $14 = 0 or nth = cases
      order by nth`,
    [...valuesOf(filter), size],
  );
  return { pages: pagesUpTo(rows), cases: rows[0]?.cases ?? 0 };
}

export async function casesOfPage(
  db: Queryable,
  filter: ConcernedCases,
  { after, upTo }: CasePage,
): Promise<ConcernedCase[]> {
  const { rows } = await db.query<ConcernedCase>(
    `select case_id as "caseId", namespace, kin, first_event_at as "from", last_event_at as "to"
       from cases
      where ${concerned}
        and (first_event_at, case_id) > ($14::timestamptz, $15) and (first_event_at, case_id) <= ($16::timestamptz, $17)
      order by first_event_at, case_id`,
    [...valuesOf(filter), after.firstEventAt, after.caseId, upTo.firstEventAt, upTo.caseId],
  );
  return rows;
}

/** Those of the cases that have an event of one of the types. */
export async function casesWithEvent(
  db: Queryable,
  cases: readonly ConcernedCase[],
  types: readonly CaseEventType[],
): Promise<ConcernedCase[]> {
  const having = new Set<string>();
  for (const { from, to, spans } of spanWindows(cases)) {
    const { rows } = await db.query<{ caseId: string }>(
      `select s.case_id as "caseId"
         from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as s (case_id, from_at, to_at)
        where exists (
              select 1 from case_events
               where case_id = s.case_id and occurred_at between s.from_at and s.to_at
                 and occurred_at between $4 and $5 and type = any($6::text[]))`,
      [
        spans.map((s) => s.caseId),
        spans.map((s) => new Date(s.from)),
        spans.map((s) => new Date(s.to)),
        new Date(from),
        new Date(to),
        types,
      ],
    );
    for (const { caseId } of rows) having.add(caseId);
  }
  return cases.filter(({ caseId }) => having.has(caseId));
}

export interface DecidedFlag {
  caseId: string;
  occurrence: string;
  confirmed: boolean;
}

/**
 * Flags of a rule on which a person has decided, by the last word: a verdict, a withdrawal, or an appeal that withdrew
 * it. Only a confirmed violation or delay is a hit. What silence confirmed nobody has decided.
 */
export async function decidedFlags(
  db: Queryable,
  rule: RuleId,
  caseIds: readonly string[],
): Promise<DecidedFlag[]> {
  const { rows } = await db.query<DecidedFlag>(
    `select f.subject_id as "caseId", f.occurrence,
            coalesce(t.detail ->> 'verdict' in ('confirmed_violation', 'confirmed_delay'), false) as confirmed
       from flags f
      cross join lateral (
            select detail from flag_transitions
             where flag_id = f.flag_id
               and (reason in ('judged', 'withdrawn_by_hand')
                    or reason = 'appeal_decided' and detail ->> 'outcome' = 'withdrawn')
             order by transition_id desc limit 1) t
      where f.subject_kind = 'case' and f.rule = $1 and f.subject_id = any($2::text[])`,
    [rule, caseIds],
  );
  return rows;
}
