import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { standsForItself } from '../../overview/standsForItself.ts';

interface Span {
  from: Instant;
  to: Instant;
}

export interface DueRow {
  region: string;
  department: string;
  due: number;
  inTime: number;
}

/**
 * Flags by the end of their limit to reply: the one that ran last before the reply, or still runs. What was recalled, or
 * ended without anybody's reply, was owed none, and whoever answers for the law need not answer for the promise too. Limits
 * are days: who was sent something a year ago has answered or not.
 */
export async function repliesDue(db: Queryable, { from, to }: Span, scope: Scope): Promise<DueRow[]> {
  const { rows } = await db.query<DueRow>(
    `with sent as (
       select distinct on (flag_id) flag_id, transition_id,
              to_timestamp((detail ->> 'dueAt')::float8 / 1000) as due_at
         from flag_transitions
        where reason = 'sent' and at >= $1::timestamptz - interval '400 days' and at < $2
        order by flag_id, transition_id desc)
     select coalesce(region, '') as region, coalesce(department, '') as department, count(*) as due,
            count(*) filter (where replied_at <= sent.due_at) as "inTime"
       from sent
       join flags f using (flag_id)
       cross join lateral (
            select min(at) filter (where reason = 'replied') as replied_at,
                   coalesce(bool_or(reason in ('undone', 'recalled')), false) as recalled
              from flag_transitions t
             where t.flag_id = sent.flag_id and t.transition_id > sent.transition_id) as after
      where sent.due_at > $1 and sent.due_at <= $2 and not recalled and ${standsForItself}
        and (replied_at is not null or status not in ('withdrawn', 'resolved', 'exempt', 'archived'))
        and (subject_kind <> 'case' or position(':' in subject_id) = 0)
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
      group by 1, 2`,
    [new Date(from), new Date(to), scope.regions, scope.departments],
  );
  return rows;
}

export interface StepRow {
  region: string;
  department: string;
  step: 'closed' | 'appealed' | 'appeal_won';
  /** Days of the office: when the flag was raised, and when this was done. */
  raisedOn: LocalDay;
  doneOn: LocalDay;
  n: number;
}

/** Closures, appeals, and appeals won in a span, `to` exclusive. */
export async function followupSteps(
  db: Queryable,
  { from, to }: Span,
  timezone: string,
  scope: Scope,
): Promise<StepRow[]> {
  const { rows } = await db.query<StepRow>(
    `select coalesce(region, '') as region, coalesce(department, '') as department,
            case reason when 'appeal_decided' then 'appeal_won' else reason end as step,
            (raised_at at time zone $5)::date as "raisedOn", (at at time zone $5)::date as "doneOn", count(*) as n
       from flag_transitions
       join flags using (flag_id)
      where at >= $1 and at < $2
        and (reason in ('closed', 'appealed')
             or (reason = 'appeal_decided' and detail ->> 'outcome' = 'withdrawn'))
        and (subject_kind <> 'case' or position(':' in subject_id) = 0)
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
      group by 1, 2, 3, 4, 5`,
    [new Date(from), new Date(to), scope.regions, scope.departments, timezone],
  );
  return rows;
}
