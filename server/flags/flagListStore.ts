import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Cursor } from '../http/cursor.ts';

/** What a list of flags is narrowed by; null: not by this. Codes already stand for all below them. */
export interface FlagFilter {
  scope: Scope;
  rules: string[] | null;
  severities: string[] | null;
  statuses: string[] | null;
  caseState: string | null;
  live: boolean | null;
  regions: string[] | null;
  departments: string[] | null;
  items: string[] | null;
  caseId: string | null;
  /** Of the decisive instant: from inclusive, to exclusive. */
  from: Instant | null;
  to: Instant | null;
}

export interface FlagRow {
  flagId: number;
  subjectKind: 'case' | 'department' | 'item' | 'source' | 'handler';
  subjectId: string;
  rule: RuleId;
  severity: Severity;
  status: FlagStatus;
  caseState: 'open' | 'concluded' | null;
  region: string | null;
  department: string | null;
  item: string | null;
  step: string | null;
  occurredAt: Instant;
  raisedAt: Instant;
  endedAt: Instant | null;
  version: number;
  /** `raised_at` in epoch microseconds: what the list is ordered by. */
  position: number;
}

export interface FlagDetailRow extends FlagRow {
  occurrence: string;
  ruleVersion: number;
  itemRevision: number | null;
  calendarRevision: number | null;
  asOf: Instant;
  knownAt: Instant;
  evidence: unknown;
}

export interface TransitionRow {
  at: Instant;
  reason: string;
  fromStatus: string | null;
  toStatus: string;
  fromSeverity: string | null;
  toSeverity: string;
  actor: string;
  detail: unknown;
}

/** One page, newest raised first. */
export async function listFlags(
  db: Queryable,
  filter: FlagFilter,
  after: Cursor<number> | null,
  limit: number,
): Promise<FlagRow[]> {
  const { rows } = await db.query<FlagRow>(
    `select flag_id as "flagId", subject_kind as "subjectKind", subject_id as "subjectId", rule, severity, status,
            case_state as "caseState", region, department, item, step, occurred_at as "occurredAt",
            raised_at as "raisedAt", ended_at as "endedAt", version,
            (extract(epoch from raised_at) * 1000000)::bigint as position
       from flags
      where ($1::text[] is null or region = any($1)) and ($2::text[] is null or department = any($2))
        and ($3::text[] is null or rule = any($3)) and ($4::text[] is null or severity = any($4))
        and ($5::text[] is null or status = any($5)) and ($6::text is null or case_state = $6)
        and ($7::boolean is null or (ended_at is null) = $7)
        and ($8::text[] is null or region = any($8)) and ($9::text[] is null or department = any($9))
        and ($10::text[] is null or item = any($10))
        and ($11::text is null or (subject_kind = 'case' and subject_id = $11))
        and ($12::timestamptz is null or occurred_at >= $12)
        and ($13::timestamptz is null or occurred_at < $13)
        and ($14::double precision is null or (raised_at, flag_id)
             < (timestamptz 'epoch' + $14::double precision * interval '1 microsecond', $15))
      order by raised_at desc, flag_id desc
      limit $16`,
    [...filterValues(filter), after?.at ?? null, after?.key ?? null, limit],
  );
  return rows;
}

/** How many match, counted no further than `most`. */
export async function countFlags(db: Queryable, filter: FlagFilter, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from (select
               from flags
              where ($1::text[] is null or region = any($1)) and ($2::text[] is null or department = any($2))
                and ($3::text[] is null or rule = any($3)) and ($4::text[] is null or severity = any($4))
                and ($5::text[] is null or status = any($5)) and ($6::text is null or case_state = $6)
                and ($7::boolean is null or (ended_at is null) = $7)
                and ($8::text[] is null or region = any($8)) and ($9::text[] is null or department = any($9))
                and ($10::text[] is null or item = any($10))
                and ($11::text is null or (subject_kind = 'case' and subject_id = $11))
                and ($12::timestamptz is null or occurred_at >= $12)
                and ($13::timestamptz is null or occurred_at < $13)
              limit $14) as matching`,
    [...filterValues(filter), most],
  );
  return rows[0]?.n ?? 0;
}

/** Undefined when there is no such flag or the scope does not hold it. */
export async function flagInScope(
  db: Queryable,
  flagId: number,
  scope: Scope,
): Promise<FlagDetailRow | undefined> {
  const { rows } = await db.query<FlagDetailRow>(
    `select flag_id as "flagId", subject_kind as "subjectKind", subject_id as "subjectId", rule, occurrence, severity,
            status, case_state as "caseState", region, department, item, step, occurred_at as "occurredAt",
            raised_at as "raisedAt", ended_at as "endedAt", version, rule_version as "ruleVersion",
            item_revision as "itemRevision", calendar_revision as "calendarRevision", as_of as "asOf",
            known_at as "knownAt", evidence, 0 as position
       from flags
      where flag_id = $1
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))`,
    [flagId, scope.regions, scope.departments],
  );
  return rows[0];
}

/** How the flag came to be what it is, oldest first. */
export async function transitionsOfFlag(db: Queryable, flagId: number): Promise<TransitionRow[]> {
  const { rows } = await db.query<TransitionRow>(
    `select at, reason, from_status as "fromStatus", to_status as "toStatus", from_severity as "fromSeverity",
            to_severity as "toSeverity", actor, detail
       from flag_transitions
      where flag_id = $1
      order by transition_id`,
    [flagId],
  );
  return rows;
}

function filterValues(filter: FlagFilter): unknown[] {
  return [
    filter.scope.regions,
    filter.scope.departments,
    filter.rules,
    filter.severities,
    filter.statuses,
    filter.caseState,
    filter.live,
    filter.regions,
    filter.departments,
    filter.items,
    filter.caseId,
    filter.from === null ? null : new Date(filter.from),
    filter.to === null ? null : new Date(filter.to),
  ];
}
