import type { RuleId, Severity } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { standsForItself } from '../../overview/standsForItself.ts';

export interface WorkRow {
  department: string;
  open: Partial<Record<Severity, number>>;
  late: number;
  dueThisWeek: number;
  oldest: { flagId: number; rule: RuleId; subject: string; raisedOn: LocalDay };
}

/** What each department has before it at `now`: flags that are followed up, and what of them it owes. */
export async function waitingWork(
  db: Queryable,
  now: Instant,
  timezone: string,
  scope: Scope,
): Promise<WorkRow[]> {
  const { rows } = await db.query<WorkRow>(
    `with waiting as (
       select w.flag_id, w.rule, w.severity, w.department, w.raised_at, f.subject_id,
              case when w.status in ('sent', 'confirmed', 'rectifying') then w.due_at end as owed_at
         from waiting_flags w
         join flags f using (flag_id)
        where w.department is not null and w.raised_at <= $1
          and ($2::text[] is null or w.region = any($2)) and ($3::text[] is null or w.department = any($3))),
     open as (
       select department, json_object_agg(severity, n) as open
         from (select department, severity, count(*) as n from waiting group by department, severity) as counted
        group by department)
     select department, open.open, counted.late, counted."dueThisWeek",
            json_build_object('flagId', flag_id, 'rule', rule, 'subject', subject_id,
                              'raisedOn', (raised_at at time zone $4)::date) as oldest
       from (select distinct on (department) department, flag_id, rule, subject_id, raised_at
               from waiting order by department, raised_at, flag_id) as first
       join open using (department)
       join (select department, count(*) filter (where owed_at < $1) as late,
                    count(*) filter (where owed_at >= $1 and owed_at < $1::timestamptz + interval '7 days')
                      as "dueThisWeek"
               from waiting group by department) as counted using (department)
      order by department`,
    [new Date(now), scope.regions, scope.departments, timezone],
  );
  return rows;
}

/** Rules of which a department had at least three findings confirmed that happened within the 30 days before `now`. */
export async function repeatedRules(
  db: Queryable,
  now: Instant,
  scope: Scope,
): Promise<{ department: string; rule: RuleId; times: number }[]> {
  const { rows } = await db.query<{ department: string; rule: RuleId; times: number }>(
    `select f.department, f.rule, count(*) as times
       from findings f
      where f.standing = 'confirmed' and f.department is not null and ${standsForItself}
        and f.occurred_at > $1::timestamptz - interval '30 days' and f.occurred_at <= $1
        and f.raised_at > $1::timestamptz - interval '31 days'
        and ($2::text[] is null or f.region = any($2)) and ($3::text[] is null or f.department = any($3))
      group by department, rule
     having count(*) >= 3
      order by department, times desc, rule`,
    [new Date(now), scope.regions, scope.departments],
  );
  return rows;
}
