import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { flagColumn, numberColumn, textColumn } from '../db/textColumn.ts';
import type { StandingFlag } from './standingFlag.ts';

/** Cases whose next check has come, the longest waiting first. */
export async function casesDueForCheck(db: Queryable, now: Instant, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases where next_check_at <= $1 order by next_check_at limit $2`,
    [new Date(now), limit],
  );
  return rows.map((row) => row.caseId);
}

/** Every flag of these cases, ended ones too. */
export async function flagsOfCases(db: Queryable, caseIds: readonly string[]): Promise<StandingFlag[]> {
  const { rows } = await db.query<StandingFlag>(
    `select flag_id as "flagId", subject_id as "caseId", rule, occurrence, severity, status, case_state as "caseState",
            raised_at as "raisedAt", coalesce(evidence ->> 'factsText', '') as facts,
            (evidence ->> 'listedOn')::bigint as "listedOn",
            (followup ->> 'decidedAt')::float8 as "decidedAt",
            case when status = 'withdrawal_pending'
                 then coalesce(followup -> 'before' ->> 'status', followup ->> 'status') end as "pendingFrom"
       from flags where subject_kind = 'case' and subject_id = any($1::text[])`,
    [caseIds],
  );
  return rows;
}

export interface CheckedCase {
  caseId: string;
  version: number;
  nextCheckAt: Instant | null;
  alert: number;
  queries: number;
  /** True: its flags change with it. */
  flagged?: boolean;
}

/**
 * Stores the outcome of checks of those cases that still have the version they were judged by; what another writer
 * holds or has changed is left for the next pass, so that a job never makes ingest wait in a circle. The version grows
 * with what roll-ups depend on, and with the case's flags, so that nobody raises one twice.
 * @returns the ids of those stored, locked until the transaction ends
 */
export async function saveChecks(db: Queryable, cases: readonly CheckedCase[]): Promise<Set<string>> {
  const { rows } = await db.query<{ caseId: string }>(
    `with judged as (
       select c.ctid as place, n.next_check, n.alert, n.queries,
              case when n.flagged or (c.alert, c.queries) <> (n.alert, n.queries) then 1 else 0 end as step
         from cases c
         join rows from (
              string_to_table($1, E'\n'), unnest($2::integer[]), unnest($3::bigint[]), unnest($4::smallint[]),
              unnest($5::smallint[]), unnest($6::boolean[]))
              as n (case_id, version, next_check, alert, queries, flagged)
           on c.case_id = n.case_id and c.version = n.version
        order by c.case_id
          for update of c skip locked)
     update cases c
        set next_check_at = to_timestamp(n.next_check / 1000.0::float8), alert = n.alert, queries = n.queries,
            version = c.version + n.step
       from judged n
      where c.ctid = n.place
     returning c.case_id as "caseId"`,
    [
      textColumn(cases, ({ caseId }) => caseId),
      numberColumn(cases, ({ version }) => version),
      numberColumn(cases, ({ nextCheckAt }) => nextCheckAt),
      numberColumn(cases, ({ alert }) => alert),
      numberColumn(cases, ({ queries }) => queries),
      flagColumn(cases, ({ flagged }) => flagged === true),
    ],
  );
  return new Set(rows.map((row) => row.caseId));
}

/** Pushes cases whose evaluation failed back, so that they never block the rest. */
export async function postponeChecks(
  db: Queryable,
  caseIds: readonly string[],
  until: Instant,
): Promise<void> {
  await db.query('update cases set next_check_at = $2 where case_id = any($1::text[])', [
    caseIds,
    new Date(until),
  ]);
}

export type SubjectKind = 'case' | 'department' | 'item' | 'source' | 'handler';

export interface NewFlagRow {
  subject_kind: SubjectKind;
  subject_id: string;
  rule: RuleId;
  occurrence: string;
  severity: Severity;
  status: FlagStatus;
  case_state: 'open' | 'concluded' | null;
  region: string | null;
  department: string | null;
  item: string | null;
  step: string | null;
  source_id: number | null;
  occurred_at: string;
  rule_version: number;
  item_revision: number | null;
  calendar_revision: number | null;
  evidence: object;
}

/** Who changed flags, and why: what their transitions keep. */
export interface FlagTrace {
  reason: string;
  actor: string;
  detail: object;
}

const byRule = { actor: 'duban', detail: {} };

/** Inserts flags with their first transition; one that is there already is left alone. Returns their ids. */
export async function insertFlags(
  db: Queryable,
  flags: readonly NewFlagRow[],
  now: Instant,
  { reason, actor, detail }: FlagTrace = { reason: 'condition_met', ...byRule },
): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    `with added as (
       insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, case_state, region, department,
                          item, step, source_id, occurred_at, raised_at, ended_at, rule_version, item_revision,
                          calendar_revision, as_of, known_at, evidence)
       select n.subject_kind, n.subject_id, n.rule, n.occurrence, n.severity, n.status, n.case_state, n.region,
              n.department, n.item, n.step, n.source_id, n.occurred_at, $2,
              case n.status when 'archived' then $2::timestamptz end, n.rule_version, n.item_revision,
              n.calendar_revision, $2, $2, n.evidence
         from json_to_recordset($1::json) as n (
              subject_kind text, subject_id text, rule text, occurrence text, severity text, status text,
              case_state text, region text, department text, item text, step text, source_id integer,
              occurred_at timestamptz, rule_version integer, item_revision integer, calendar_revision integer,
              evidence jsonb)
       on conflict (subject_kind, subject_id, rule, occurrence) do nothing
       returning flag_id, status, severity),
     told as (
       insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor, detail)
       select flag_id, $2, $3, status, severity, $4, $5::jsonb from added)
     select flag_id as "flagId" from added`,
    [JSON.stringify(flags), new Date(now), reason, actor, JSON.stringify(detail)],
  );
  return rows.map((row) => row.flagId);
}

export interface ChangedFlagRow {
  flag_id: number;
  reason: string;
  status: FlagStatus;
  severity: Severity;
  case_state: 'open' | 'concluded' | null;
  ended: boolean;
  /** False for new facts of an unchanged flag, which are no transition. */
  transition: boolean;
  /** Null keeps what is stored, here and below: the condition is gone. */
  occurred_at: string | null;
  evidence: object | null;
  rule_version: number;
  /** Left out, or null: it stays. */
  calendar_revision?: number | null;
}

/**
 * Stores changes of standing flags, each with its transition. A follow-up whose flag ends or begins anew is over; one
 * whose flag is merely to be withdrawn rests, and goes on where it was.
 */
export async function changeFlags(
  db: Queryable,
  flags: readonly ChangedFlagRow[],
  now: Instant,
  { actor, detail }: Omit<FlagTrace, 'reason'> = byRule,
): Promise<void> {
  await db.query(
    `with n as (
       select * from json_to_recordset($1::json) as n (
              flag_id bigint, reason text, status text, severity text, case_state text, ended boolean,
              transition boolean, occurred_at timestamptz, evidence jsonb, rule_version integer,
              calendar_revision integer)),
     told as (
       insert into flag_transitions (flag_id, at, reason, from_status, to_status, from_severity, to_severity, actor,
                                     detail)
       select f.flag_id, $2, n.reason, f.status, n.status, f.severity, n.severity, $3, $4::jsonb
         from n join flags f using (flag_id) where n.transition)
     update flags f
        set status = n.status, severity = n.severity, case_state = n.case_state,
            ended_at = case when n.ended then $2::timestamptz end,
            occurred_at = coalesce(n.occurred_at, f.occurred_at), evidence = coalesce(n.evidence, f.evidence),
            rule_version = case when n.evidence is null then f.rule_version else n.rule_version end,
            calendar_revision = coalesce(n.calendar_revision, f.calendar_revision),
            followup = case when n.status = f.status or n.status not in ('raised', 'withdrawn', 'resolved')
                            then f.followup end,
            due_at = case when n.status = f.status then f.due_at end,
            followup_check_at =
              case when n.status = f.status then f.followup_check_at
                   when n.status in ('sent', 'replied', 'confirmed', 'rectifying', 'reviewing') then $2 end,
            as_of = $2, known_at = $2, version = f.version + 1
       from n where f.flag_id = n.flag_id`,
    [JSON.stringify(flags), new Date(now), actor, JSON.stringify(detail)],
  );
}
