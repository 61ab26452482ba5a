import type { Pool } from 'pg';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { demoItems } from '../../server/simulation/city/demoItems.ts';
import { offices } from '../../server/simulation/city/offices.ts';

const channels = ['window', 'web', 'web', 'mobile', 'mobile', 'terminal'];

/**
 * So many cases of the demo city that were submitted in one month, with their roll-ups: two in five promised, one in
 * twenty still open, one in a hundred late, each of those with a flag; half rated, one in 250
 * badly. They lie in the table in the order in which they came. No events: figures read none.
 */
export async function seedMonth(
  pool: Pool,
  catalogue: Catalogue,
  month: string,
  count: number,
): Promise<void> {
  const places = offices.flatMap(({ code, region, kind }) =>
    demoItems
      .filter((item) => item.kind === kind.code)
      .map((item) => ({
        department: code,
        region,
        item: item.code,
        revision: catalogue.newestItem(item.code)?.revision ?? null,
        promise:
          item.handling === 'promised' && item.promisedLimit?.unit === 'workday'
            ? item.promisedLimit.value
            : null,
        law: item.statutoryLimit?.unit === 'workday' ? item.statutoryLimit.value : null,
      })),
  );
  const step = 500_000;
  for (let from = 1; from <= count; from += step)
    await pool.query(
      `with place as materialized (
         select row_number() over () - 1 as nth, * from json_to_recordset($1::json)
                as p (department text, region text, item text, revision integer, promise integer, law integer))
       insert into cases (case_id, version, source_id, namespace, region, department, item, channel, stage, outcome,
                          round, historical, submitted_at, received_at, accepted_at, concluded_at, promised_due_at,
                          statutory_due_at, item_revision, first_event_at, last_event_at, handling_ms, bad_ratings)
       select 'R' || $4 || lpad(g::text, 8, '0'), 1, 1, '', p.region, p.department, p.item,
              ($5::text[])[1 + g % 6], case when open then 'accepted' else 'concluded' end,
              case when open then null when g % 61 = 0 then 'withdrawn' when g % 40 = 0 then 'refused' else 'granted' end,
              1, false, at, at + interval '10 minutes', at + interval '1 hour', case when not open then ended end,
              due, at + p.law * interval '1.4 days', p.revision, at, coalesce(ended, at),
              case when not open and p.promise is not null
                   then extract(epoch from ended - at - interval '1 hour')::bigint * 700 end,
              case when not open and g % 250 = 11
                   then json_build_array(json_build_object('at', (extract(epoch from ended) * 1000)::bigint, 'score', 1)) end
         from generate_series($2::integer, $3::integer) g
         join place p on p.nth = (g::bigint * 7919) % $6
        cross join lateral (select ($4 || '-01')::date + g * interval '30 days' / $7 as at,
                                   g % 20 = 3 as open) s
        cross join lateral (select at + p.promise * interval '1.4 days' as due) d
        cross join lateral (select case when p.promise is null then at + interval '70 minutes'
                                        when g % 40 = 7 then due + (g % 9 + 1) * interval '10 hours'
                                        else at + p.promise * (g % 97 / 97.0) * interval '1.3 days' end as ended) e`,
      [JSON.stringify(places), from, Math.min(count, from + step - 1), month, channels, places.length, count],
    );
  await pool.query(
    `insert into stats_day (day, region, department, item, channel, namespace, submitted, received, accepted, concluded,
                            rated, rated_good, rated_default, voluntary_5, voluntary_1)
     select day, region, department, item, channel, '', sum(n), sum(n), sum(n), sum(ended), sum(ended) / 2 + sum(bad),
            sum(ended) / 2, sum(ended) / 2 - sum(ended) / 6, sum(ended) / 6, sum(bad)
       from (select (submitted_at at time zone 'Asia/Shanghai')::date as day, region, department, item, channel, 1 as n,
                    0 as ended, 0 as bad
               from cases where case_id like 'R' || $1 || '%'
              union all
             select (concluded_at at time zone 'Asia/Shanghai')::date, region, department, item, channel, 0, 1,
                    (bad_ratings is not null)::int
               from cases where case_id like 'R' || $1 || '%' and concluded_at is not null) as counted
      group by 1, 2, 3, 4, 5
      order by 1
     on conflict (day, region, department, item, channel, namespace) do update
        set submitted = stats_day.submitted + excluded.submitted, received = stats_day.received + excluded.received,
            accepted = stats_day.accepted + excluded.accepted, concluded = stats_day.concluded + excluded.concluded,
            rated = stats_day.rated + excluded.rated, rated_good = stats_day.rated_good + excluded.rated_good,
            rated_default = stats_day.rated_default + excluded.rated_default,
            voluntary_5 = stats_day.voluntary_5 + excluded.voluntary_5,
            voluntary_1 = stats_day.voluntary_1 + excluded.voluntary_1`,
    [month],
  );
  await pool.query(
    `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, case_state, region, department, item,
                        occurred_at, raised_at, rule_version, as_of, known_at, evidence, followup)
     select 'case', case_id, 'TIM-02', 'e', 'yellow',
            case when submitted_at::time < '12:00' then 'closed' else 'raised' end, 'concluded', region, department, item,
            promised_due_at, promised_due_at + interval '1 minute', 1, promised_due_at, promised_due_at, '{"facts": {}}',
            case when submitted_at::time < '12:00'
                 then '{"verdict": {"verdict": "confirmed_delay"}, "reply": {"cause": "staff_shortage"}}'::jsonb end
       from cases
      where case_id like 'R' || $1 || '%' and concluded_at > promised_due_at
      order by promised_due_at, case_id`,
    [month],
  );
}
