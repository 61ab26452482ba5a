import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** From `from` on, until before `to`. */
export interface Span {
  from: Instant;
  to: Instant;
}

/** Cases of the default namespace of which something became known, or whose flags changed, in the span; sorted. */
export async function casesTouched(db: Queryable, { from, to }: Span): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId"
       from (select case_id from case_events
              where coalesce(received_at, occurred_at) >= $1 and coalesce(received_at, occurred_at) < $2
              union
             select f.subject_id from flag_transitions t join flags f using (flag_id)
              where t.at >= $1 and t.at < $2 and f.subject_kind = 'case') as touched
      where position(':' in case_id) = 0 order by case_id`,
    [new Date(from), new Date(to)],
  );
  return rows.map((row) => row.caseId);
}

/** What is learnt of the past later than this counts as if it had been known. */
const newsUntil = 31 * 86_400_000;
const promptly = 60_000;
/** Sources' clocks go wrong by less. */
const ahead = 2 * 86_400_000;

/** Cases of which the rows of today say something else about `at` than was known then. */
export async function casesSeenOtherwise(db: Queryable, at: Instant): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select e.case_id as "caseId" from case_events e join cases c using (case_id)
      where coalesce(e.received_at, e.occurred_at) >= $1 and coalesce(e.received_at, e.occurred_at) < $2
        and e.type in ('case.amended', 'case.voided_event', 'case.reopened')
        and c.first_event_at < $1 and c.namespace = ''
      union
     select case_id from case_events
      where coalesce(received_at, occurred_at) >= $1 and coalesce(received_at, occurred_at) < $2
        and (received_at < occurred_at or received_at - occurred_at > interval '1 minute')
        and occurred_at < $1 and position(':' in case_id) = 0
      union
     select case_id from case_events
      where coalesce(received_at, occurred_at) >= $1 and coalesce(received_at, occurred_at) < $3
        and occurred_at < $1 and position(':' in case_id) = 0
      union
     select case_id from case_events
      where coalesce(received_at, occurred_at) >= $4 and coalesce(received_at, occurred_at) < $1
        and (received_at < occurred_at or received_at - occurred_at > interval '1 minute')
        and occurred_at >= $1 and position(':' in case_id) = 0
      order by 1`,
    [new Date(at), new Date(at + newsUntil), new Date(at + promptly), new Date(at - ahead)],
  );
  return rows.map((row) => row.caseId);
}

export interface OpenPlace {
  region: string;
  department: string;
  open: number;
  childOpen: number;
}

/** Cases that were open at an instant, by place, as their rows say; without those named. */
export async function openPlaces(
  db: Queryable,
  at: Instant,
  without: readonly string[],
): Promise<OpenPlace[]> {
  const { rows } = await db.query<OpenPlace>(
    `select coalesce(region, '') as region, department, count(*) as open, count(parent_case) as "childOpen"
       from (select case_id, region, department, item, namespace, parent_case from cases
              where concluded_at is null and first_event_at < $1
              union all
             select case_id, region, department, item, namespace, parent_case from cases
              where concluded_at >= $1 and first_event_at < $1) as lived
      where namespace = '' and department is not null and item is not null and not case_id = any($2::text[])
      group by 1, 2`,
    [new Date(at), without],
  );
  return rows;
}

export interface AlertedPlace {
  region: string;
  department: string;
  dueSoon: number;
  overdue: number;
  overdueStatutory: number;
  implausible: number;
}

/**
 * Urgent open cases and those with live queries at an instant, by place: `standingAt` for all cases at once, of which
 * those named are left out.
 */
export async function alertedPlaces(
  db: Queryable,
  at: Instant,
  without: readonly string[],
): Promise<AlertedPlace[]> {
  const { rows } = await db.query<AlertedPlace>(
    `with standing as (
       select f.subject_id, t.to_status as status, t.to_severity as severity,
              case f.rule when 'TIM-01' then 1 when 'TIM-02' then 2 when 'TIM-03' then 3 else 0 end as urgency,
              coalesce((select case reason when 'case_concluded' then 'open' else 'concluded' end
                          from flag_transitions
                         where flag_id = f.flag_id and at >= $1 and reason in ('case_concluded', 'case_reopened')
                         order by transition_id limit 1), f.case_state) as case_state
         from flags f
        cross join lateral (
              select to_status, to_severity from flag_transitions
               where flag_id = f.flag_id and at < $1 order by transition_id desc limit 1) t
        where f.subject_kind = 'case' and f.raised_at < $1 and not f.subject_id = any($2::text[])
          and (f.ended_at is null or f.ended_at >= $1 or (f.status in ('closed', 'exempt') and f.rule like 'TIM-0_'))),
     found as (
       select subject_id,
              max(urgency) filter (where status <> 'withdrawal_pending') as urgency,
              max(urgency) filter (where status <> 'withdrawal_pending' and case_state = 'open') as open_urgency,
              count(*) filter (where severity = 'query' and status not in ('closed', 'exempt')) as queries
         from standing where status not in ('withdrawn', 'resolved', 'archived') group by subject_id)
     select coalesce(c.region, '') as region, c.department,
            count(*) filter (where a.alert = 1) as "dueSoon",
            count(*) filter (where a.alert = 2) as overdue,
            count(*) filter (where a.alert = 3) as "overdueStatutory",
            count(*) filter (where f.queries > 0) as implausible
       from found f
       join cases c on c.case_id = f.subject_id
      cross join lateral (
            select case when c.concluded_at < $1 then 0
                        when c.round = 1 then f.urgency else f.open_urgency end as alert) a
      where (a.alert > 0 or f.queries > 0) and c.namespace = '' and c.department is not null and c.item is not null
      group by 1, 2`,
    [new Date(at), without],
  );
  return rows;
}
