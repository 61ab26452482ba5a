import type { RuleId } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import { standsForItself } from './standsForItself.ts';

export type UnitKind = 'department' | 'region';

/** So many observations of a unit that stand the same; each with points behind it alone, as its flag. */
export interface Observation<Standing extends string> {
  unit: string;
  standing: Standing;
  rule: RuleId | null;
  flagId: number | null;
  /** The flag lies in the caller's scope. */
  visible: boolean;
  n: number;
}

/** Due after `from`, at `to` at the latest: the end of a day, 24:00, belongs to that day. */
interface Span {
  from: Instant;
  to: Instant;
}

/**
 * Cases by the end of their promise, or of the legal limit where nothing was promised; those on time, and the late ones
 * by how their flag stands. Regions count the parent of a joint case and no child.
 */
export async function casesDue(
  db: Queryable,
  by: UnitKind,
  { from, to }: Span,
  scope: Scope,
): Promise<Observation<'on_time' | 'confirmed' | 'contested' | 'undecided'>[]> {
  const { rows } = await db.query<Observation<'on_time' | 'confirmed' | 'contested' | 'undecided'>>(
    `with due as (
       select case $3 when 'region' then region else department end as unit, case_id,
              ($4::text[] is null or region = any($4)) and ($5::text[] is null or department = any($5)) as visible,
              promised_due_at is not null as promised,
              coalesce(concluded_at <= coalesce(promised_due_at, statutory_due_at), false) as on_time
         from cases
        where ((promised_due_at > $1 and promised_due_at <= $2)
               or (promised_due_at is null and statutory_due_at > $1 and statutory_due_at <= $2))
          and namespace = '' and stage <> 'not_accepted' and ($3 = 'department' or parent_case is null)
          and (outcome is null or outcome not in ('withdrawn', 'voided', 'transferred'))
       offset 0),
     judged as (
       select unit, visible,
              case when on_time then 'on_time' when contested then 'contested'
                   when flag_id is null then 'undecided' else 'confirmed' end as standing,
              case when not contested then rule end as rule, case when not contested then flag_id end as flag_id
         from due
         cross join lateral (
              select coalesce(bool_or(standing in ('excused', 'data_problem') and not by_data), false) as excused,
                     coalesce(bool_or(standing = 'contested'), false) as contested,
                     max(rule) filter (where standing = 'confirmed') as rule,
                     (array_agg(flag_id order by rule desc, flag_id desc)
                      filter (where standing = 'confirmed'))[1] as flag_id
                from findings
               cross join lateral (
                    -- what late data took back of the law tells nothing of the promise
                    select promised and rule = 'TIM-03' and status = 'withdrawn'
                           and coalesce(followup #>> '{withdrawn,by}', followup #>> '{verdict,verdict}') is null as by_data
                      from flags where flags.flag_id = findings.flag_id) as back
               where not on_time and subject_kind = 'case' and subject_id = case_id
                 and rule in ('TIM-02', 'TIM-03')) as found
        where not excused)
     select unit, standing, rule, flag_id as "flagId", bool_and(coalesce(visible, false)) as visible, count(*) as n
       from judged
      where unit <> ''
      group by unit, standing, rule, flag_id`,
    [new Date(from), new Date(to), by, scope.regions, scope.departments],
  );
  return rows;
}

/**
 * Flags of a time by their decisive instant. Undecided ones count from query up: what is only told is never confirmed.
 * A flag is noticed after its instant, or by a clock that is minutes behind.
 */
export async function findingsWithin(
  db: Queryable,
  by: UnitKind,
  { from, to }: Span,
  scope: Scope,
): Promise<Observation<'confirmed' | 'data_problem' | 'contested' | 'undecided'>[]> {
  const { rows } = await db.query<Observation<'confirmed' | 'data_problem' | 'contested' | 'undecided'>>(
    `with found as (
       select case $3 when 'region' then region else department end as unit, standing, rule,
              case when standing in ('confirmed', 'data_problem') then flag_id end as flag_id,
              ($4::text[] is null or region = any($4)) and ($5::text[] is null or department = any($5)) as visible
         from findings
        where occurred_at >= $1 and occurred_at < $2 and raised_at >= $1::timestamptz - interval '1 hour'
          and (standing in ('confirmed', 'data_problem', 'contested')
               or (standing = 'undecided' and severity in ('query', 'yellow', 'red'))))
     select unit, standing, rule, flag_id as "flagId", bool_and(coalesce(visible, false)) as visible, count(*) as n
       from found
      where unit <> ''
      group by unit, standing, rule, flag_id`,
    [new Date(from), new Date(to), by, scope.regions, scope.departments],
  );
  return rows;
}

/**
 * Rectifications of confirmed findings by the end of their limit, as it stood when the department first reported: in time
 * is what was reported by then and passed its review, or waits for it. Each row lies in the caller's scope or outside.
 */
export async function rectificationsDue(
  db: Queryable,
  by: UnitKind,
  { from, to }: Span,
  scope: Scope,
): Promise<Observation<'in_time' | 'confirmed' | 'contested'>[]> {
  const { rows } = await db.query<Observation<'in_time' | 'confirmed' | 'contested'>>(
    `with due as (
       select case $3 when 'region' then region else department end as unit, rule, flag_id,
              case when standing = 'contested' then 'contested'
                   when reported_at <= due_at and not refused then 'in_time' else 'confirmed' end as standing,
              coalesce(($4::text[] is null or region = any($4)) and ($5::text[] is null or department = any($5)), false)
              as visible
         from findings f
         cross join lateral (
              select min(transition_id) filter (where reason = 'rectified') as reported,
                     min(at) filter (where reason = 'rectified') as reported_at,
                     coalesce(bool_or(reason = 'reviewed' and detail ->> 'passed' = 'false'), false) as refused
                from flag_transitions where flag_transitions.flag_id = f.flag_id) as done
         cross join lateral (
              select to_timestamp((detail ->> 'dueAt')::float8 / 1000) as due_at
                from flag_transitions
               where flag_transitions.flag_id = f.flag_id and to_status in ('confirmed', 'rectifying')
                 and (reported is null or transition_id < reported)
                 and (reason in ('judged', 'silence_confirmed', 'order_issued')
                      or (reason = 'appeal_decided' and detail ->> 'outcome' = 'upheld'))
               order by transition_id desc
               limit 1) as term
        where standing in ('confirmed', 'contested') and due_at > $1 and due_at <= $2 and ${standsForItself})
     select unit, standing, case standing when 'confirmed' then rule end as rule,
            case standing when 'confirmed' then flag_id end as "flagId", visible, count(*) as n
       from due
      where unit <> ''
      group by 1, 2, 3, 4, 5`,
    [new Date(from), new Date(to), by, scope.regions, scope.departments],
  );
  return rows;
}

/** Cases concluded on days of the office, of the roll-ups. Regions count the parent of a joint case and no child. */
export async function concludedOn(
  db: Queryable,
  by: UnitKind,
  { from, to }: { from: LocalDay; to: LocalDay },
): Promise<{ unit: string; n: number }[]> {
  const { rows } = await db.query<{ unit: string; n: number }>(
    `select case $1 when 'region' then region else department end as unit,
            sum(case $1 when 'region' then concluded - child_concluded else concluded end) as n
       from stats_day
      where day between $2 and $3 and namespace = '' and case $1 when 'region' then region else department end <> ''
      group by 1`,
    [by, from, to],
  );
  return rows;
}

/** Those of the flags that lie in the scope. */
export async function flagsInScope(
  db: Queryable,
  flagIds: readonly number[],
  scope: Scope,
): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    `select flag_id as "flagId" from flags
      where flag_id = any($1) and ($2::text[] is null or region = any($2))
        and ($3::text[] is null or department = any($3))`,
    [flagIds, scope.regions, scope.departments],
  );
  return rows.map(({ flagId }) => flagId);
}
