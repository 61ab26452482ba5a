import type { Pool } from 'pg';
import { independentFindings } from './independentFindings.ts';

/**
 * The figures of a month, computed anew from events, flags and their transitions, in SQL and otherwise than reports do:
 * from no column of `cases`, no roll-up, no view and no clock of the law. It knows the calendar CN, promises and laws in
 * working days, and what `reportedCity` reports.
 *
 * @param places regions and departments that count; null: all. @param children of joint cases count
 */
export async function independentFigures(
  pool: Pool,
  month: string,
  places: { regions: string[] | null; departments: string[] | null; children: boolean },
): Promise<Record<string, { value: number | null; n: number }>> {
  const { rows } = await pool.query<{ figure: string; value: number | null; n: number }>(
    `with span as (
       select ($1 || '-01')::timestamp at time zone 'Asia/Shanghai' as a,
              (($1 || '-01')::timestamp + interval '1 month') at time zone 'Asia/Shanghai' as b),
     workday as (
       select d::date as d, row_number() over (order by d) as nth,
              d at time zone 'Asia/Shanghai' as begins, (d + interval '1 day') at time zone 'Asia/Shanghai' as ends
         from generate_series(timestamp '2026-06-01', timestamp '2027-03-31', interval '1 day') d
         left join calendar_days c on c.code = 'CN' and c.day = d::date
        where coalesce(not c.off, extract(isodow from d) < 6)),
     told as (
       select case_id,
              min(occurred_at) filter (where type = 'case.submitted') as submitted,
              min(occurred_at) filter (where type = 'case.received') as received,
              min(occurred_at) filter (where type = 'case.accepted') as accepted,
              min(occurred_at) filter (where type = 'case.concluded') as concluded,
              min(occurred_at) filter (where type = 'case.not_accepted') as refused,
              max(data ->> 'outcome') filter (where type = 'case.concluded') as outcome,
              max(data ->> 'item') filter (where type = 'case.submitted') as item,
              max(data ->> 'channel') filter (where type = 'case.submitted') as channel,
              max(data ->> 'parentCase') filter (where type = 'case.submitted') as parent,
              coalesce(max(data -> 'data' ->> 'region') filter (where type = 'case.amended'),
                       max(data ->> 'region') filter (where type = 'case.submitted')) as region,
              coalesce(max(data -> 'data' ->> 'department') filter (where type = 'case.amended'),
                       max(data ->> 'department') filter (where type = 'case.submitted')) as department,
              min(occurred_at) filter (where type = 'case.suspended') as suspended,
              max((data ->> 'approvedDays')::int) filter (where type = 'case.suspended') as approved,
              min(occurred_at) filter (where type = 'case.resumed') as resumed,
              count(*) filter (where type = 'case.rated') as ratings
         from case_events group by case_id),
     mine as (
       select told.*, coalesce(concluded, refused) as ended,
              (accepted at time zone 'Asia/Shanghai')::date as accepted_on
         from told
        where ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
          and ($4::boolean or parent is null)),
     credited as (
       select mine.*,
              (select count(*) from (
                 select w.* from workday w
                  where w.d >= (suspended at time zone 'Asia/Shanghai')::date order by w.d limit mine.approved) w
                where w.ends <= resumed and w.d > accepted_on) as credit
         from mine),
     due as (
       select credited.*,
              (select w.ends from workday w where w.d > accepted_on order by w.d
                offset case item when 'permit' then 4 when 'licence' then 8 end + credit - 1 limit 1) as promised_due,
              (select w.ends from workday w where w.d > accepted_on order by w.d
                offset case item when 'permit' then 15 when 'licence' then 20 end + credit - 1 limit 1) as law_due,
              (select w.ends from workday w where w.d > accepted_on order by w.d offset 44 limit 1) as joint_due
         from credited where refused is null),
     timed as (
       select due.case_id, due.item, due.outcome, due.concluded, due.submitted,
              case when item in ('permit', 'licence') then promised_due
                   -- on the spot: by the end of its day, if that is a working day, else of the next
                   when item = 'register' then (select w.ends from workday w where w.d >= accepted_on order by w.d limit 1)
              end as promised_due,
              case when item in ('permit', 'licence') then law_due
                   when item = 'joint' and exists (select from told t where t.parent = due.case_id) then joint_due
              end as law_due,
              case when item in ('permit', 'licence') and outcome in ('granted', 'refused') then
                (select coalesce(sum(extract(epoch from least(w.ends, due.concluded) - w.begins)), 0)
                   from workday w where w.d > accepted_on and w.begins < due.concluded) / 86400 - credit
              end as used,
              case item when 'permit' then 15 when 'licence' then 20 end as law,
              case item when 'permit' then 4 when 'licence' then 8 end as promise
         from due),
     excused as (
       select distinct f.subject_id as case_id, f.rule, last.reason = 'cleared_by_late_data' as by_data
         from flags f
         join lateral (select to_status, reason from flag_transitions t
                        where t.flag_id = f.flag_id order by transition_id desc limit 1) as last on true
         left join lateral (select detail ->> 'verdict' as verdict from flag_transitions t
                             where t.flag_id = f.flag_id and reason = 'judged' order by transition_id desc limit 1)
              as judged on true
        where f.rule in ('TIM-02', 'TIM-03')
          and (last.to_status in ('withdrawn', 'exempt') or judged.verdict = 'objective_cause')),
     promised as (
       select coalesce(concluded <= promised_due, false) as on_time from timed, span
        where promised_due > a and promised_due <= b
          and coalesce(outcome, '') not in ('withdrawn', 'voided', 'transferred')
          and (coalesce(concluded <= promised_due, false)
               or not exists (select from excused where excused.case_id = timed.case_id
                                                    and (rule = 'TIM-02' or not by_data)))),
     lawful as (
       select coalesce(concluded <= law_due, false) as on_time from timed, span
        where law_due > a and law_due <= b
          and coalesce(outcome, '') not in ('withdrawn', 'voided', 'transferred')
          and (coalesce(concluded <= law_due, false)
               or not exists (select from excused where excused.case_id = timed.case_id and rule = 'TIM-03'))),
     handled as (
       select used, law, promise from timed, span
        where concluded >= a and concluded < b and used is not null
          and not exists (select from flags f where f.rule = 'BKF-01' and f.subject_id = timed.case_id
                                               and f.status <> 'withdrawn')),
     used as (
       select record from items
        where code in (select item from mine, span
                        where (submitted >= a and submitted < b) or (ended >= a and ended < b))),
     rated as (
       select (e.data ->> 'score')::int as score, coalesce((e.data ->> 'isDefault')::boolean, false) as by_default
         from case_events e join told using (case_id) cross join span
        where e.type = 'case.rated' and e.occurred_at >= a and e.occurred_at < b
          and ($2::text[] is null or told.region = any($2)) and ($3::text[] is null or told.department = any($3))),
     complained as (
       select (select w.ends from workday w where w.d > (e.occurred_at at time zone 'Asia/Shanghai')::date
                order by w.d offset 14 limit 1) as due_at,
              (select min(r.occurred_at) from case_events r
                where r.case_id = e.case_id and r.type = 'case.rating_called_back') as called_back,
              (select min(r.occurred_at) from case_events r
                where r.case_id = e.case_id and r.type = 'case.rating_rectified') as rectified
         from case_events e join told using (case_id)
        where e.type = 'case.rated' and (e.data ->> 'score')::int in (1, 2) and e.data ->> 'isDefault' is distinct from 'true'
          and ($2::text[] is null or told.region = any($2)) and ($3::text[] is null or told.department = any($3)))
     select 'submitted' as figure, count(*)::float8 as value, count(*) as n from mine, span where submitted >= a and submitted < b
     -- joint cases and their children count each
     union all select 'received', count(*), count(*) from told, span
                where received >= a and received < b
                  and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
     union all select 'accepted', count(*), count(*) from told, span
                where accepted >= a and accepted < b
                  and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
     union all select 'rated', count(*), count(*) from rated
     union all select 'goodRate', avg((score >= 4)::int), count(*) from rated
     union all select 'goodRateVoluntary', avg((score in (4, 5))::int), count(*) from rated where not by_default
     union all select 'badRated', count(*), count(*) from rated where not by_default and score in (1, 2)
     union all select 'verySatisfied', count(*), count(*) from rated where not by_default and score = 5
     union all select 'satisfied', count(*), count(*) from rated where not by_default and score = 4
     union all select 'fairlySatisfied', count(*), count(*) from rated where not by_default and score = 3
     union all select 'dissatisfied', count(*), count(*) from rated where not by_default and score = 2
     union all select 'veryDissatisfied', count(*), count(*) from rated where not by_default and score = 1
     union all select 'defaultRated', count(*), count(*) from rated where by_default
     union all select 'badCalledBackRate', avg(coalesce(called_back <= due_at, false)::int), count(*) from complained, span
                where due_at > a and due_at <= b
     union all select 'badRectifiedRate', avg(coalesce(rectified <= due_at, false)::int), count(*) from complained, span
                where due_at > a and due_at <= b
     union all select 'concluded', count(*), count(*) from mine, span where ended >= a and ended < b
     union all select 'inProgress', count(*), count(*) from mine, span where submitted < b and (ended is null or ended >= b)
     union all select 'overdueOpen', count(*), count(*) from timed, span
                where submitted < b and (concluded is null or concluded >= b) and least(promised_due, law_due) < b
     union all select 'overdueConcluded', count(*), count(*) from timed, span
                where concluded >= a and concluded < b and concluded > least(promised_due, law_due)
                  and outcome not in ('withdrawn', 'voided', 'transferred')
     union all select 'onTimeRate', avg(on_time::int), count(*) from promised
     union all select 'statutoryOnTimeRate', avg(on_time::int), count(*) from lawful
     union all select 'handlingMean', avg(used), count(*) from handled
     union all select 'handlingMedian', percentile_cont(0.5) within group (order by used), count(*) from handled
     union all select 'handlingP80', percentile_cont(0.8) within group (order by used), count(*) from handled
     union all select 'handlingP95', percentile_cont(0.95) within group (order by used), count(*) from handled
     union all select 'daysEarlierThanLaw', avg(law - used), count(*) from handled
     union all select 'fasterThanLaw', sum(law - used) / sum(law), count(*) from handled
     union all select 'fasterThanPromise', sum(promise - used) / sum(promise), count(*) from handled
     union all select 'onlineRate', avg((channel in ('web', 'mobile'))::int), count(*) from mine, span
                where submitted >= a and submitted < b and channel is not null
     union all select 'fullOnlineRate', avg((channel in ('web', 'mobile') and item in ('register', 'licence'))::int), count(*)
                 from mine, span where submitted >= a and submitted < b and channel is not null
     union all select 'noVisitItems', count(*) filter (where record ->> 'visits' = '0'), count(record ->> 'visits') from used
     union all select 'oneVisitItems', count(*) filter (where record ->> 'visits' in ('0', '1')), count(record ->> 'visits')
                 from used
     union all select 'promisedSpeedUp', sum(law - promise)::float8 / sum(law), count(*)
                 from used
                cross join lateral (select (record -> 'statutoryLimit' ->> 'value')::int as law,
                                           (record -> 'promisedLimit' ->> 'value')::int as promise) as limits
                where record -> 'statutoryLimit' ->> 'unit' = 'workday' and record -> 'promisedLimit' ->> 'unit' = 'workday'
     -- nothing that was reported is refused; it is told of the city alone
     union all select 'quarantinedShare', 0, count(*) from case_events, span
                where received_at >= a and received_at < b and $2::text[] is null and $3::text[] is null
               having $2::text[] is null and $3::text[] is null`,
    [month, places.regions, places.departments, places.children],
  );
  const figures = Object.fromEntries(rows.map(({ figure, value, n }) => [figure, { value, n }]));
  const { dataFaults, ...findings } = await independentFindings(pool, month, places);
  const n = figures['concluded']?.n ?? 0;
  const perThousand = (count = 0) => ({ value: n === 0 ? null : (1000 * count) / n, n });
  return {
    ...figures,
    ...findings,
    confirmedPerThousand: perThousand(findings['confirmed']?.n),
    dataFaultsPerThousand: perThousand(dataFaults?.n),
  };
}
