import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Followup } from '../domain/followup/followup.ts';

/** A flag as its follow-up needs it. */
export interface FollowedRow {
  flagId: number;
  /** Null: its subject is no case. */
  caseId: string | null;
  rule: RuleId;
  occurrence: string;
  severity: Severity;
  status: FlagStatus;
  region: string | null;
  department: string | null;
  raisedAt: Instant;
  version: number;
  owner: string | null;
  /** As last stored: the rules may have moved the flag since. */
  followup: Followup | null;
  /** Reported as it happened, not imported as history. */
  live: boolean;
  /** Its source is not silent. */
  heard: boolean;
}

/** Flags inside a scope, by their ids; those outside are missing. */
export async function followedFlags(
  db: Queryable,
  flagIds: readonly number[],
  scope: Scope,
): Promise<FollowedRow[]> {
  const { rows } = await db.query<FollowedRow>(
    `select f.flag_id as "flagId", case f.subject_kind when 'case' then f.subject_id end as "caseId", f.rule,
            f.occurrence, f.severity, f.status, f.region, f.department, f.raised_at as "raisedAt", f.version, f.owner,
            f.followup, coalesce(not c.historical, true) as live, w.stale_since is null as heard
       from flags f
       left join cases c on f.subject_kind = 'case' and c.case_id = f.subject_id
       left join source_watermarks w on w.source_id = f.source_id
      where f.flag_id = any($1::bigint[])
        and ($2::text[] is null or f.region = any($2)) and ($3::text[] is null or f.department = any($3))
      order by f.flag_id`,
    [flagIds, scope.regions, scope.departments],
  );
  return rows;
}

/** Locks flags inside a scope, and before them their cases, in the order of every writer. */
export async function lockFlags(db: Queryable, flagIds: readonly number[], scope: Scope): Promise<void> {
  const values = [flagIds, scope.regions, scope.departments];
  await db.query(
    `select case_id from cases
      where case_id in (
            select subject_id from flags
             where flag_id = any($1::bigint[]) and subject_kind = 'case'
               and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3)))
      order by case_id
        for update`,
    values,
  );
  await db.query(
    `select flag_id from flags
      where flag_id = any($1::bigint[])
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
      order by flag_id
        for update`,
    values,
  );
}

/** Flags that time alone may have moved on, the longest waiting first. */
export async function flagsToFollow(db: Queryable, now: Instant, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    `select flag_id as "flagId" from flags
      where followup_check_at <= $1 order by followup_check_at, flag_id limit $2`,
    [new Date(now), limit],
  );
  return rows.map((row) => row.flagId);
}

export interface SavedFollowup {
  flag_id: number;
  status: FlagStatus;
  severity: Severity;
  ended: boolean;
  owner: string | null;
  /** Epoch ms, here and below. */
  due_at: Instant | null;
  check_at: Instant | null;
  followup: Followup;
}

/** Stores follow-ups of locked flags. @returns their new versions */
export async function saveFollowups(
  db: Queryable,
  followups: readonly SavedFollowup[],
  now: Instant,
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ flagId: number; version: number }>(
    `update flags f
        set status = n.status, severity = n.severity, owner = n.owner,
            ended_at = case when n.ended then coalesce(f.ended_at, $2) end,
            due_at = to_timestamp(n.due_at / 1000.0::float8),
            followup_check_at = to_timestamp(n.check_at / 1000.0::float8), followup = n.followup,
            version = f.version + 1
       from json_to_recordset($1::json) as n (
            flag_id bigint, status text, severity text, ended boolean, owner text, due_at bigint, check_at bigint,
            followup jsonb)
      where f.flag_id = n.flag_id
     returning f.flag_id as "flagId", f.version`,
    [JSON.stringify(followups), new Date(now)],
  );
  return new Map(rows.map((row) => [row.flagId, row.version]));
}

/** When limits of locked flags end and when to look at them again; nothing else of them changes. */
export async function restFollowups(
  db: Queryable,
  followups: readonly { flagId: number; dueAt: Instant | null; checkAt: Instant | null }[],
): Promise<void> {
  await db.query(
    `update flags f
        set due_at = to_timestamp(n.due_at / 1000.0::float8), followup_check_at = to_timestamp(n.check_at / 1000.0::float8)
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as n (flag_id, due_at, check_at)
      where f.flag_id = n.flag_id`,
    [followups.map((f) => f.flagId), followups.map((f) => f.dueAt), followups.map((f) => f.checkAt)],
  );
}

export interface NewTransition {
  flag_id: number;
  at: string;
  reason: string;
  from_status: FlagStatus;
  to_status: FlagStatus;
  from_severity: Severity;
  to_severity: Severity;
  actor: string;
  detail: object;
}

export async function insertTransitions(db: Queryable, transitions: readonly NewTransition[]): Promise<void> {
  await db.query(
    `insert into flag_transitions (flag_id, at, reason, from_status, to_status, from_severity, to_severity, actor,
                                   detail)
     select flag_id, at, reason, from_status, to_status, from_severity, to_severity, actor, detail
       from json_to_recordset($1::json) as n (
            flag_id bigint, at timestamptz, reason text, from_status text, to_status text, from_severity text,
            to_severity text, actor text, detail jsonb)`,
    [JSON.stringify(transitions)],
  );
}

export interface ProposedWithdrawal {
  flagId: number;
  severity: Severity;
  caseState: 'open' | 'concluded' | null;
  /** Of the default namespace: screens hear of it. */
  shown: boolean;
}

/** AMD-01 that asks about the withdrawal of these flags and has not been answered. */
export async function proposedWithdrawals(
  db: Queryable,
  flagIds: readonly number[],
): Promise<ProposedWithdrawal[]> {
  const { rows } = await db.query<ProposedWithdrawal>(
    `select a.flag_id as "flagId", a.severity, a.case_state as "caseState",
            position(':' in a.subject_id) = 0 as shown
       from flags f
       join flags a on a.subject_kind = f.subject_kind and a.subject_id = f.subject_id and a.rule = 'AMD-01'
        and a.occurrence = f.rule || '/' || f.occurrence
      where f.flag_id = any($1::bigint[]) and a.ended_at is null
      order by a.flag_id`,
    [flagIds],
  );
  return rows;
}
