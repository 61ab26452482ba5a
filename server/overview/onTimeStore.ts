import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';

/** Cases due in a span: how many count, how many of them were concluded by their due instant, who was left out. */
export interface Cohort {
  n: number;
  onTime: number;
  withdrawn: number;
  voided: number;
  transferred: number;
  exempt: number;
}

/** What cohorts may be told apart by; `child`: of a joint case or not. */
export type CohortKey = 'region' | 'department' | 'item' | 'channel' | 'child';
/** A key that was not asked for is '' or false. */
export type CohortOfPlace = Cohort & {
  region: string;
  department: string;
  item: string;
  channel: string;
  child: boolean;
};

/** Due after `from`, at `to` at the latest: the end of a day, 24:00, belongs to that day. */
export interface DueSpan {
  from: Instant;
  to: Instant;
  /** Children of joint cases: counted by department, not by region or city. */
  children: boolean;
}

/**
 * Left out beside what ended otherwise: objective causes, exemptions, and appeals that the department has won ("upheld
 * appeals" in PRECISE), which end with the flag withdrawn. The outcome that RULES call `upheld` (打回) is the contrary: the
 * flag stands, and its case counts.
 * By the promise. A breach of the law that data took back, and no person, tells nothing of it.
 * `offset 0` keeps PostgreSQL from computing `left_out` anew for each count.
 */
export async function promisedCohorts(
  db: Queryable,
  span: DueSpan,
  by: readonly CohortKey[],
  scope: Scope,
): Promise<CohortOfPlace[]> {
  const { rows } = await db.query<CohortOfPlace>(
    `with due as (
       select case when 'region' = any($4::text[]) then coalesce(region, '') else '' end as region,
              case when 'department' = any($4) then coalesce(department, '') else '' end as department,
              case when 'item' = any($4) then coalesce(item, '') else '' end as item,
              case when 'channel' = any($4) then coalesce(channel, '') else '' end as channel,
              'child' = any($4) and parent_case is not null as child,
              coalesce(concluded_at <= promised_due_at, false) as on_time,
              case when outcome in ('withdrawn', 'voided', 'transferred') then outcome
                   when (concluded_at is null or concluded_at > promised_due_at) and exists (
                          select from flags
                           where subject_kind = 'case' and subject_id = cases.case_id
                             and rule in ('TIM-02', 'TIM-03')
                             and (status = 'exempt' or followup -> 'verdict' ->> 'verdict' = 'objective_cause'
                                  or status = 'withdrawn'
                                     and (rule = 'TIM-02' or coalesce(followup #>> '{withdrawn,by}',
                                                                      followup #>> '{verdict,verdict}') is not null)))
                   then 'exempt' end as left_out
         from cases
        where promised_due_at > $1 and promised_due_at <= $2 and namespace = '' and stage <> 'not_accepted'
          and ($3::boolean or parent_case is null)
          and ($5::text[] is null or region = any($5)) and ($6::text[] is null or department = any($6))
        offset 0)
     select region, department, item, channel, child,
            count(*) filter (where left_out is null) as n,
            count(*) filter (where left_out is null and on_time) as "onTime",
            count(*) filter (where left_out = 'withdrawn') as withdrawn,
            count(*) filter (where left_out = 'voided') as voided,
            count(*) filter (where left_out = 'transferred') as transferred,
            count(*) filter (where left_out = 'exempt') as exempt
       from due
      group by region, department, item, channel, child`,
    [new Date(span.from), new Date(span.to), span.children, by, scope.regions, scope.departments],
  );
  return rows;
}

/** By the law; otherwise as by the promise. */
export async function statutoryCohorts(
  db: Queryable,
  span: DueSpan,
  by: readonly CohortKey[],
  scope: Scope,
): Promise<CohortOfPlace[]> {
  const { rows } = await db.query<CohortOfPlace>(
    `with due as (
       select case when 'region' = any($4::text[]) then coalesce(region, '') else '' end as region,
              case when 'department' = any($4) then coalesce(department, '') else '' end as department,
              case when 'item' = any($4) then coalesce(item, '') else '' end as item,
              case when 'channel' = any($4) then coalesce(channel, '') else '' end as channel,
              'child' = any($4) and parent_case is not null as child,
              coalesce(concluded_at <= statutory_due_at, false) as on_time,
              case when outcome in ('withdrawn', 'voided', 'transferred') then outcome
                   when (concluded_at is null or concluded_at > statutory_due_at) and exists (
                          select from flags
                           where subject_kind = 'case' and subject_id = cases.case_id
                             and rule = 'TIM-03' and (status in ('exempt', 'withdrawn')
                                  or followup -> 'verdict' ->> 'verdict' = 'objective_cause'))
                   then 'exempt' end as left_out
         from cases
        where statutory_due_at > $1 and statutory_due_at <= $2 and namespace = '' and stage <> 'not_accepted'
          and ($3::boolean or parent_case is null)
          and ($5::text[] is null or region = any($5)) and ($6::text[] is null or department = any($6))
        offset 0)
     select region, department, item, channel, child,
            count(*) filter (where left_out is null) as n,
            count(*) filter (where left_out is null and on_time) as "onTime",
            count(*) filter (where left_out = 'withdrawn') as withdrawn,
            count(*) filter (where left_out = 'voided') as voided,
            count(*) filter (where left_out = 'transferred') as transferred,
            count(*) filter (where left_out = 'exempt') as exempt
       from due
      group by region, department, item, channel, child`,
    [new Date(span.from), new Date(span.to), span.children, by, scope.regions, scope.departments],
  );
  return rows;
}

export const emptyCohort: Cohort = { n: 0, onTime: 0, withdrawn: 0, voided: 0, transferred: 0, exempt: 0 };
