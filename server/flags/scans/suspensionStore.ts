import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** What was recorded in (from, to], and the window: (after, asOf]. */
interface Window {
  from: Instant;
  to: Instant;
  after: Instant;
  asOf: Instant;
  least: number;
}

/**
 * Departments with a conclusion of a suspended case recorded in the span, each with its newest cases that were
 * suspended and concluded by their due date after `after`, if there are at least `least`.
 */
export async function departmentsWithSaved(
  db: Queryable,
  { from, to, after, asOf, least, most }: Window & { most: number },
): Promise<{ department: string; caseIds: string[] }[]> {
  const { rows } = await db.query<{ department: string; caseIds: string[] }>(
    `with suspended as (
       select distinct s.case_id from case_events s
        where s.type = 'case.suspended' and s.occurred_at > $3::timestamptz - interval '180 days'
          and s.occurred_at <= $6),
     fresh as (
       select distinct c.department
         from case_events e join suspended using (case_id) join cases c using (case_id)
        where e.recorded_at > $1 and e.recorded_at <= $2 and e.occurred_at <= $6 and e.type = 'case.concluded'
          and c.namespace = '' and not c.historical),
     saved as (
       select c.department, c.case_id,
              row_number() over (partition by c.department order by c.concluded_at desc, c.case_id) as nth
         from suspended join cases c using (case_id) join fresh f on f.department = c.department
        where c.concluded_at > $3 and c.concluded_at <= $6 and c.outcome is not null and c.namespace = '' and not c.historical
          and c.concluded_at <= coalesce(c.promised_due_at, c.statutory_due_at))
     select department, array_agg(case_id order by case_id) as "caseIds"
       from saved where nth <= $5
      group by department having count(*) >= $4 order by department`,
    [new Date(from), new Date(to), new Date(after), least, most, new Date(asOf)],
  );
  return rows;
}

export interface SuspensionRow {
  caseId: string;
  eventId: string;
  sourceId: number;
  at: Instant;
  reason: string | null;
}

interface DepartmentSuspensions {
  department: string;
  region: string | null;
  suspensions: SuspensionRow[];
}

/** Departments with a suspension recorded in the span, each with all its suspensions after `after`, if they are enough. */
export async function departmentsWithReasons(
  db: Queryable,
  { from, to, after, asOf, least }: Window,
): Promise<DepartmentSuspensions[]> {
  const { rows } = await db.query<SuspensionRow & { department: string; region: string | null }>(
    `with fresh as (
       select distinct c.department
         from case_events e join cases c using (case_id)
        where e.recorded_at > $1 and e.recorded_at <= $2 and e.occurred_at <= $5 and e.type = 'case.suspended'
          and c.namespace = '' and not c.historical),
     given as (
       select c.department, c.region, e.case_id, e.event_id, e.source_id, e.occurred_at, e.data ->> 'reason' as reason,
              count(*) over (partition by c.department) as n
         from case_events e join cases c using (case_id) join fresh f on f.department = c.department
        where e.type = 'case.suspended' and e.occurred_at > $3 and e.occurred_at <= $5 and c.namespace = '' and not c.historical)
     select department, region, case_id as "caseId", event_id as "eventId", source_id as "sourceId",
            occurred_at as at, reason
       from given where n >= $4
      order by department, occurred_at, case_id, event_id`,
    [new Date(from), new Date(to), new Date(after), least, new Date(asOf)],
  );
  const departments = new Map<string, DepartmentSuspensions>();
  for (const { department, region, ...suspension } of rows) {
    const known = departments.get(department);
    if (known) known.suspensions.push(suspension);
    else departments.set(department, { department, region, suspensions: [suspension] });
  }
  return [...departments.values()];
}
