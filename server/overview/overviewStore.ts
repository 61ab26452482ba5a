import type { Severity } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';

export interface CountedOfDay {
  submitted: number;
  received: number;
  accepted: number;
  concluded: number;
  rated: number;
  ratedGood: number;
}

/** What happened on the day, default namespace. `children`: of joint cases, counted by department alone. */
export async function countedOnDay(
  db: Queryable,
  day: LocalDay,
  children: boolean,
  scope: Scope,
): Promise<CountedOfDay> {
  const { rows } = await db.query<CountedOfDay>(
    `select coalesce(sum(submitted - case when $2::boolean then 0 else child_submitted end), 0) as submitted,
            coalesce(sum(received), 0) as received,
            coalesce(sum(accepted), 0) as accepted,
            coalesce(sum(concluded - case when $2 then 0 else child_concluded end), 0) as concluded,
            coalesce(sum(rated), 0) as rated,
            coalesce(sum(rated_good), 0) as "ratedGood"
       from stats_day
      where day = $1 and namespace = ''
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))`,
    [day, children, scope.regions, scope.departments],
  );
  return rows[0] ?? { submitted: 0, received: 0, accepted: 0, concluded: 0, rated: 0, ratedGood: 0 };
}

export interface Standing {
  open: number;
  suspended: number;
  dueSoon: number;
  overdue: number;
  overdueStatutory: number;
  implausible: number;
}

/** How things stand now, default namespace. */
export async function standingNow(db: Queryable, children: boolean, scope: Scope): Promise<Standing> {
  const { rows } = await db.query<Standing>(
    `select coalesce(sum(open - case when $1::boolean then 0 else child_open end), 0) as open,
            coalesce(sum(suspended), 0) as suspended,
            coalesce(sum(due_soon), 0) as "dueSoon",
            coalesce(sum(overdue), 0) as overdue,
            coalesce(sum(overdue_statutory), 0) as "overdueStatutory",
            coalesce(sum(implausible), 0) as implausible
       from stats_open
      where namespace = ''
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))`,
    [children, scope.regions, scope.departments],
  );
  return rows[0] ?? { open: 0, suspended: 0, dueSoon: 0, overdue: 0, overdueStatutory: 0, implausible: 0 };
}

/** Flags whose decisive instant lies in the span and that were not found wrong, by severity. */
export async function flaggedBySeverity(
  db: Queryable,
  span: { from: Instant; to: Instant },
  scope: Scope,
): Promise<{ severity: Severity; n: number }[]> {
  const { rows } = await db.query<{ severity: Severity; n: number }>(
    `select severity, count(*) as n
       from flags
      where occurred_at >= $1 and occurred_at < $2 and status not in ('withdrawn', 'exempt', 'archived')
        and (subject_kind <> 'case' or position(':' in subject_id) = 0)
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
      group by severity`,
    [new Date(span.from), new Date(span.to), scope.regions, scope.departments],
  );
  return rows;
}

/** When the job that applies the rules last finished well; null when it never did. */
export async function rulesLastRan(db: Queryable): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant | null }>(
    `select last_finished_at as at from job_heartbeats where job = 'raise_flags'`,
  );
  return rows[0]?.at ?? null;
}
