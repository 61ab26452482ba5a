import type { Pool } from 'pg';

/**
 * What a month's findings came to, computed anew from the transitions of flags: `RULE conclusion` with how many.
 *
 * @param places regions and departments that count; null: all
 */
export async function independentConclusions(
  pool: Pool,
  month: string,
  places: { regions: string[] | null; departments: string[] | null },
): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ told: string; n: number }>(
    `with life as (
       select f.flag_id, f.rule, f.subject_id, f.region, f.department,
              f.severity in ('query', 'yellow', 'red')
              and f.occurred_at >= ($1 || '-01')::timestamp at time zone 'Asia/Shanghai'
              and f.occurred_at < (($1 || '-01')::timestamp + interval '1 month') at time zone 'Asia/Shanghai' as counts,
              (array_agg(t.to_status order by t.transition_id desc))[1] as last,
              (array_agg(case t.reason when 'silence_confirmed' then 'confirmed_delay' else t.detail ->> 'verdict' end
                         order by t.transition_id desc)
               filter (where t.reason in ('judged', 'silence_confirmed')))[1] as verdict,
              coalesce(max(t.transition_id) filter (where t.reason = 'appealed'), 0)
              > coalesce(max(t.transition_id) filter (where t.reason = 'appeal_decided'
                                                        and t.detail ->> 'outcome' <> 'escalated'), 0) as appealing,
              coalesce(bool_or(t.reason = 'appeal_decided' and t.detail ->> 'outcome' = 'withdrawn'), false) as won
         from flags f join flag_transitions t using (flag_id)
        group by f.flag_id)
     select rule || ' ' || case when verdict = 'data_problem' then verdict
                                when last = 'exempt' then last
                                when last = 'withdrawn' and won then 'appeal_won'
                                else coalesce(verdict, 'withdrawn') end as told, count(*) as n
       from life
      where counts and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
        and (last in ('withdrawn', 'exempt') or verdict in ('data_problem', 'objective_cause')
             or last in ('confirmed', 'rectifying', 'reviewing', 'closed') and not appealing)
        and not (rule = 'TIM-02' and subject_id in (
              select subject_id from life
               where rule = 'TIM-03' and last not in ('withdrawn', 'exempt', 'resolved', 'archived')))
      group by 1`,
    [month, places.regions, places.departments],
  );
  return Object.fromEntries(rows.map(({ told, n }) => [told, n]));
}
