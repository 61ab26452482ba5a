import type { FlagStatus } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { SilentOffice } from '#contract/wall';
import type { Queryable } from '../db/queryable.ts';
import { defaultFollowupTerms, type FollowupTerms } from '../domain/followup/followupTerms.ts';

// Flags that wait for somebody (view waiting_flags), of all regions where `regions` is null.

/** In working days, as they hold on a day. */
export async function followupLimits(db: Queryable, on: LocalDay): Promise<FollowupTerms['limits']> {
  const { rows } = await db.query<{ limits: FollowupTerms['limits'] }>(
    `select terms -> 'limits' as limits from followup_terms where valid_from <= $1 order by version desc limit 1`,
    [on],
  );
  return rows[0]?.limits ?? defaultFollowupTerms.limits;
}

export interface WaitingCount {
  status: FlagStatus;
  count: number;
  overdue: number;
  red: number;
  yellow: number;
  query: number;
}

/** By state; one that has none is missing. What was raised before `unsentBefore` and may be sent is past its limit. */
export async function waitingByState(
  db: Queryable,
  at: { now: Instant; unsentBefore: Instant },
  regions: readonly string[] | null,
): Promise<WaitingCount[]> {
  const { rows } = await db.query<WaitingCount>(
    `select status, count(*) as count,
            count(*) filter (where case status when 'raised' then department is not null and raised_at < $2
                                               else due_at < $1 end) as overdue,
            count(*) filter (where severity = 'red') as red, count(*) filter (where severity = 'yellow') as yellow,
            count(*) filter (where severity = 'query') as query
       from waiting_flags
      where $3::text[] is null or region = any($3)
      group by status`,
    [new Date(at.now), new Date(at.unsentBefore), regions],
  );
  return rows;
}

export interface WaitingRow {
  flagId: number;
  department: string | null;
  status: FlagStatus;
  raisedAt: Instant;
  /** Null: no limit runs, or it was only raised. */
  dueAt: Instant | null;
}

export async function longestWaiting(
  db: Queryable,
  regions: readonly string[] | null,
  limit: number,
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select flag_id as "flagId", department, status, raised_at as "raisedAt", due_at as "dueAt"
       from waiting_flags
      where $1::text[] is null or region = any($1)
      order by raised_at, flag_id limit $2`,
    [regions, limit],
  );
  return rows;
}

/** Offices with flags they had to answer before `now` and have not, the oldest limit first. */
export async function silentOffices(
  db: Queryable,
  now: Instant,
  regions: readonly string[] | null,
  limit: number,
): Promise<(Omit<SilentOffice, 'overdueDays'> & { dueAt: Instant })[]> {
  const { rows } = await db.query<Omit<SilentOffice, 'overdueDays'> & { dueAt: Instant }>(
    `select region, department, count(*) as count, min(due_at) as "dueAt"
       from waiting_flags
      where status = 'sent' and due_at < $1 and department is not null and ($2::text[] is null or region = any($2))
      group by region, department
      order by min(due_at), count(*) desc, department collate "C", region collate "C" limit $3`,
    [new Date(now), regions, limit],
  );
  return rows;
}

/** How many flags people moved on in [from, to), by the state they left; none is missing. */
export async function movedOn(
  db: Queryable,
  span: { from: Instant; to: Instant },
  regions: readonly string[] | null,
): Promise<{ status: FlagStatus; moved: number }[]> {
  const { rows } = await db.query<{ status: FlagStatus; moved: number }>(
    `select t.from_status as status, count(*) as moved
       from flag_transitions t
       join flags f using (flag_id)
      where t.reason in ('sent', 'replied', 'judged', 'silence_confirmed', 'order_issued', 'rectified', 'reviewed', 'closed')
        and t.at >= $1 and t.at < $2 and t.from_status <> t.to_status
        and (f.subject_kind <> 'case' or position(':' in f.subject_id) = 0)
        and ($3::text[] is null or f.region = any($3))
      group by t.from_status`,
    [new Date(span.from), new Date(span.to), regions],
  );
  return rows;
}

/** Flags closed from `month` and from `day` up to `to`. */
export async function closedFlags(
  db: Queryable,
  span: { month: Instant; day: Instant; to: Instant },
  regions: readonly string[] | null,
): Promise<{ today: number; month: number }> {
  const { rows } = await db.query<{ today: number; month: number }>(
    `select count(*) filter (where t.at >= $2) as today, count(*) as month
       from flag_transitions t
       join flags f using (flag_id)
      where t.reason = 'closed' and t.at >= $1 and t.at < $3
        and (f.subject_kind <> 'case' or position(':' in f.subject_id) = 0)
        and ($4::text[] is null or f.region = any($4))`,
    [new Date(span.month), new Date(span.day), new Date(span.to), regions],
  );
  return rows[0] ?? { today: 0, month: 0 };
}
