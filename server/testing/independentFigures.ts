import type { Pool } from 'pg';

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
              case item when 'permit' then 15 when 'licence' then 20 end as law
         from due),
     excused as (
       select distinct f.subject_id as case_id, f.rule
         from flags f
         join lateral (select to_status, t.at from flag_transitions t
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
               or not exists (select from excused where excused.case_id = timed.case_id))),
     lawful as (
       select coalesce(concluded <= law_due, false) as on_time from timed, span
        where law_due > a and law_due <= b
          and coalesce(outcome, '') not in ('withdrawn', 'voided', 'transferred')
          and (coalesce(concluded <= law_due, false)
               or not exists (select from excused where excused.case_id = timed.case_id and rule = 'TIM-03'))),
     handled as (
       select used, law from timed, span
        where concluded >= a and concluded < b and used is not null
          and not exists (select from flags f where f.rule = 'BKF-01' and f.subject_id = timed.case_id
                                               and f.status <> 'withdrawn')),
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
     data_rules as (
       select jsonb_array_elements_text(terms -> 'dataRules') as rule
         from (select terms from evaluation_terms order by version desc limit 1) as newest),
     found as (
       select case when standing = 'confirmed' and rule in (select rule from data_rules) then 'data' else standing end
              as standing
         from stood f
        cross join span
        where f.occurred_at >= a and f.occurred_at < b and f.severity in ('query', 'yellow', 'red')
          and (f.rule <> 'TIM-02' or not exists (
               select from flags l
                 join lateral (select to_status from flag_transitions t
                                where t.flag_id = l.flag_id order by transition_id desc limit 1) as last on true
                where l.subject_id = f.subject_id and l.rule = 'TIM-03'
                  and last.to_status not in ('withdrawn', 'exempt', 'resolved', 'archived')))),
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
          and ($2::text[] is null or told.region = any($2)) and ($3::text[] is null or told.department = any($3))),
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
        where stood.standing = 'confirmed' and later.flag_id is null and l.due_at > a and l.due_at <= b),
     steps as (
       select reason, t.at, raised_at, detail
         from flag_transitions t join flags using (flag_id) cross join span
        where t.at >= a and t.at < b
          and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3)))
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
     union all select 'repliedInTimeRate', avg((replied <= due_at)::int), count(*) from asked
     union all select 'rectifiedInTimeRate', avg((rectified <= due_at)::int), count(*) from mended
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
     union all select 'onlineRate', avg((channel in ('web', 'mobile'))::int), count(*) from mine, span
                where submitted >= a and submitted < b and channel is not null
     union all select 'fullOnlineRate', avg((channel in ('web', 'mobile') and item in ('register', 'licence'))::int), count(*)
                 from mine, span where submitted >= a and submitted < b and channel is not null
     union all select 'flagged', count(*), count(*) from found where standing is not null
     union all select standing, count(*), count(*) from found where standing in ('confirmed', 'refuted', 'undecided', 'contested')
                group by standing
     union all select 'confirmedPerThousand',
                      1000.0 * (select count(*) from found where standing = 'confirmed') / nullif(count(*), 0), count(*)
                 from mine, span where ended >= a and ended < b
     union all select 'dataFaultsPerThousand',
                      1000.0 * (select count(*) from found where standing = 'data') / nullif(count(*), 0), count(*)
                 from mine, span where ended >= a and ended < b
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
               having $2::text[] is null and $3::text[] is null
     union all select 'appealed', count(*), count(*) from steps where reason = 'appealed'
     union all select 'appealsWon', count(*), count(*) from steps
                where reason = 'appeal_decided' and detail ->> 'outcome' = 'withdrawn'
     union all select 'daysToClose', avg((select count(*) from workday w
                  where w.d > (raised_at at time zone 'Asia/Shanghai')::date and w.d <= (at at time zone 'Asia/Shanghai')::date)),
                count(*) from steps where reason = 'closed'`,
    [month, places.regions, places.departments, places.children],
  );
  return Object.fromEntries(rows.map(({ figure, value, n }) => [figure, { value, n }]));
}
