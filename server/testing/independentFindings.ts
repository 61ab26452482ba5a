import type { Pool } from 'pg';

/**
 * A month's findings and what became of them, computed anew from flags and their transitions, without the view that
 * reports read: `flagged`, `confirmed`, …, `dataFaults` as counts, and the figures of follow-up.
 *
 * @param places regions and departments that count; null: all
 */
export async function independentFindings(
  pool: Pool,
  month: string,
  places: { regions: string[] | null; departments: string[] | null },
): Promise<Record<string, { value: number | null; n: number }>> {
  const { rows } = await pool.query<{ figure: string; value: number | null; n: number }>(
    `with span as (
       select ($1 || '-01')::timestamp at time zone 'Asia/Shanghai' as a,
              (($1 || '-01')::timestamp + interval '1 month') at time zone 'Asia/Shanghai' as b),
     workday as (
       select d::date as d
         from generate_series(timestamp '2026-06-01', timestamp '2027-03-31', interval '1 day') d
         left join calendar_days c on c.code = 'CN' and c.day = d::date
        where coalesce(not c.off, extract(isodow from d) < 6)),
     stood as (
       select f.flag_id, f.rule, f.subject_id, f.severity, f.occurred_at,
              case when verdict = 'data_problem' then 'data'
                   when last in ('withdrawn', 'exempt') or verdict = 'objective_cause' then 'refuted'
                   when last in ('confirmed', 'rectifying', 'reviewing', 'closed')
                   then case when appeal > decision then 'contested' else 'confirmed' end
                   when last in ('raised', 'sent', 'replied', 'withdrawal_pending')
                   then case when appeal > decision then 'contested' else 'undecided' end
              end as standing
         from flags f
         cross join lateral (
              select (array_agg(to_status order by transition_id desc))[1] as last,
                     (array_agg(detail ->> 'verdict' order by transition_id desc)
                       filter (where reason = 'judged'))[1] as verdict,
                     coalesce(max(transition_id) filter (where reason = 'appealed'), 0) as appeal,
                     -- whoever hands an appeal up has not decided it
                     coalesce(max(transition_id) filter (where reason = 'appeal_decided'
                                                           and detail ->> 'outcome' <> 'escalated'), 0) as decision
                from flag_transitions t where t.flag_id = f.flag_id) as history
        where ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))),
     broken_law as (
       select l.subject_id
         from flags l
         join lateral (select to_status from flag_transitions t
                        where t.flag_id = l.flag_id order by transition_id desc limit 1) as last on true
        where l.subject_kind = 'case' and l.rule = 'TIM-03'
          and last.to_status not in ('withdrawn', 'exempt', 'resolved', 'archived')),
     data_rules as (
       select jsonb_array_elements_text(terms -> 'dataRules') as rule
         from (select terms from evaluation_terms order by version desc limit 1) as newest),
     found as (
       select case when standing = 'confirmed' and rule in (select rule from data_rules) then 'data' else standing end
              as standing
         from stood f
        cross join span
        where f.occurred_at >= a and f.occurred_at < b and f.severity in ('query', 'yellow', 'red')
          and not (f.rule = 'TIM-02' and f.subject_id in (select subject_id from broken_law))),
     asked as (
       select to_timestamp((t.detail ->> 'dueAt')::float8 / 1000) as due_at,
              coalesce((select min(r.at) from flag_transitions r where r.flag_id = f.flag_id and r.reason = 'replied'),
                       'infinity') as replied
         from flag_transitions t join flags f using (flag_id) cross join span
        where t.reason = 'sent' and to_timestamp((t.detail ->> 'dueAt')::float8 / 1000) > a
          and to_timestamp((t.detail ->> 'dueAt')::float8 / 1000) <= b
          and not exists (select from flag_transitions r where r.flag_id = f.flag_id and r.transition_id > t.transition_id
                                                           and r.reason in ('sent', 'undone', 'recalled'))
          and (f.status not in ('withdrawn', 'resolved', 'exempt', 'archived')
               or exists (select from flag_transitions r where r.flag_id = f.flag_id and r.reason = 'replied'
                                                           and r.transition_id > t.transition_id))
          and not (f.rule = 'TIM-02' and f.subject_id in (select subject_id from broken_law))
          and ($2::text[] is null or f.region = any($2)) and ($3::text[] is null or f.department = any($3))),
     limited as (
       select flag_id, transition_id, to_timestamp((detail ->> 'dueAt')::float8 / 1000) as due_at
         from flag_transitions
        where to_status in ('confirmed', 'rectifying')
          and (reason in ('judged', 'silence_confirmed', 'order_issued')
               or (reason = 'appeal_decided' and detail ->> 'outcome' = 'upheld'))),
     mended as (
       select l.due_at,
              case when exists (select from flag_transitions r where r.flag_id = stood.flag_id and r.reason = 'reviewed'
                                                                 and r.detail ->> 'passed' = 'false')
                   then 'infinity' else coalesce(done.at, 'infinity') end as rectified
         from stood
         left join lateral (select r.at, r.transition_id from flag_transitions r
                             where r.flag_id = stood.flag_id and r.reason = 'rectified'
                             order by r.transition_id limit 1) as done on true
         join limited l on l.flag_id = stood.flag_id and (done.at is null or l.transition_id < done.transition_id)
         -- of several limits the one that ran last
         left join limited later on later.flag_id = l.flag_id and later.transition_id > l.transition_id
                                and (done.at is null or later.transition_id < done.transition_id)
        cross join span
        where stood.standing = 'confirmed' and not (stood.rule = 'TIM-02' and stood.subject_id in (select subject_id from broken_law))
          and later.flag_id is null and l.due_at > a and l.due_at <= b),
     steps as (
       select reason, t.at, raised_at, detail
         from flag_transitions t join flags using (flag_id) cross join span
        where t.at >= a and t.at < b
          and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3)))
     select 'flagged' as figure, count(*)::float8 as value, count(*) as n from found where standing is not null
     union all select case standing when 'data' then 'dataFaults' else standing end, count(*), count(*)
                 from found where standing is not null group by standing
     union all select 'repliedInTimeRate', avg((replied <= due_at)::int), count(*) from asked
     union all select 'rectifiedInTimeRate', avg((rectified <= due_at)::int), count(*) from mended
     union all select 'appealed', count(*), count(*) from steps where reason = 'appealed'
     union all select 'appealsWon', count(*), count(*) from steps
                where reason = 'appeal_decided' and detail ->> 'outcome' = 'withdrawn'
     union all select 'daysToClose', avg((select count(*) from workday w
                  where w.d > (raised_at at time zone 'Asia/Shanghai')::date and w.d <= (at at time zone 'Asia/Shanghai')::date)),
                count(*) from steps where reason = 'closed'`,
    [month, places.regions, places.departments],
  );
  return Object.fromEntries(rows.map(({ figure, value, n }) => [figure, { value, n }]));
}
