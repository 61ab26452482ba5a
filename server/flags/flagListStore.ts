import type { flagSorts } from '#contract/querySchema';
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
  /** The beginning of the case number. */
  number: string | null;
  /** Of the decisive instant: from inclusive, to exclusive. */
  from: Instant | null;
  to: Instant | null;
  /** When the job noticed: from inclusive, to exclusive. */
  raisedFrom: Instant | null;
  raisedTo: Instant | null;
  /** The account that carries it. */
  owner: string | null;
  /** Of the limit of what is to be done next, exclusive. */
  dueBefore: Instant | null;
  /** Sent, and not answered by this instant although it was due. */
  unansweredAt: Instant | null;
  /** The supervision order that holds it. */
  orderId: number | null;
}

export type FlagSort = (typeof flagSorts)[number];

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
  owner: string | null;
  /** End of the limit of what is to be done next. */
  dueAt: Instant | null;
  /** What the list is ordered by: `raised_at` in epoch microseconds, before it the severity where that is asked for. */
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

/** One page. An order that is not asked for is a constant to the planner, which leaves constants out. */
export async function listFlags(
  db: Queryable,
  filter: FlagFilter,
  after: Cursor<number> | null,
  limit: number,
  sort: FlagSort = 'newest',
): Promise<FlagRow[]> {
  const { rows } = await db.query<FlagRow>(
    `select flag_id as "flagId", subject_kind as "subjectKind", subject_id as "subjectId", rule, severity, status,
            case_state as "caseState", region, department, item, step, occurred_at as "occurredAt",
            raised_at as "raisedAt", ended_at as "endedAt", version,
            owner, due_at as "dueAt",
            case $24::text when 'severity' then array_position('{info,notice,query,yellow,red}', severity)
                 when 'due' then (extract(epoch from coalesce(due_at, '2200-01-01')) * 1000000)::bigint
                 else (extract(epoch from raised_at) * 1000000)::bigint end as position
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
        and ($14::text is null or (subject_kind = 'case' and subject_id ^@ $14))
        and ($15::timestamptz is null or raised_at >= $15)
        and ($16::timestamptz is null or raised_at < $16)
        and ($17::text is null or owner = $17)
        and ($18::timestamptz is null or due_at < $18)
        and ($19::timestamptz is null or (status = 'sent' and due_at < $19))
        and ($20::bigint is null or flag_id = any(array(
            select flag_id from supervision_order_flags where order_id = $20)))
        and ($21::double precision is null or case $24
             when 'newest' then (raised_at, flag_id)
                  < (timestamptz 'epoch' + $21::double precision * interval '1 microsecond', $22)
             when 'oldest' then (raised_at, flag_id)
                  > (timestamptz 'epoch' + $21::double precision * interval '1 microsecond', $22)
             when 'due' then (coalesce(due_at, '2200-01-01'), flag_id)
                  > (timestamptz 'epoch' + $21::double precision * interval '1 microsecond', $22)
             else (array_position('{info,notice,query,yellow,red}', severity), flag_id) < ($21, $22) end)
      order by case when $24 = 'newest' then raised_at end desc, case when $24 = 'oldest' then raised_at end,
               case when $24 = 'due' then coalesce(due_at, '2200-01-01') end,
               case when $24 in ('oldest', 'due') then flag_id end,
               case when $24 = 'severity' then array_position('{info,notice,query,yellow,red}', severity) end desc,
               flag_id desc
      limit $23`,
    [...filterValues(filter), after?.at ?? null, after?.key ?? null, limit, sort],
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
                and ($14::text is null or (subject_kind = 'case' and subject_id ^@ $14))
                and ($15::timestamptz is null or raised_at >= $15)
                and ($16::timestamptz is null or raised_at < $16)
                and ($17::text is null or owner = $17)
                and ($18::timestamptz is null or due_at < $18)
                and ($19::timestamptz is null or (status = 'sent' and due_at < $19))
                and ($20::bigint is null or flag_id = any(array(
                    select flag_id from supervision_order_flags where order_id = $20)))
              limit $21) as matching`,
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
            raised_at as "raisedAt", ended_at as "endedAt", version, owner, due_at as "dueAt", rule_version as "ruleVersion",
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
    filter.number,
    filter.raisedFrom === null ? null : new Date(filter.raisedFrom),
    filter.raisedTo === null ? null : new Date(filter.raisedTo),
    filter.owner,
    filter.dueBefore === null ? null : new Date(filter.dueBefore),
    filter.unansweredAt === null ? null : new Date(filter.unansweredAt),
    filter.orderId,
  ];
}
