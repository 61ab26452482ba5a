import type { Pool } from 'pg';
import { demoItems } from '../../server/simulation/city/demoItems.ts';
import { offices } from '../../server/simulation/city/offices.ts';

/**
 * Two years of cases of the demo city, one in twenty open, the newest last, without events: lists and files read none.
 * One open case in twenty is late and one in fifty in question.
 */
export async function seedDeskCases(pool: Pool, count: number, now: number): Promise<void> {
  const places = offices.map(({ code, region, kind }) => {
    const items = demoItems.filter((item) => item.kind === kind.code).map((item) => item.code);
    return { department: code, region, items };
  });
  const indexes = await dropCaseIndexes(pool);
  const step = 500_000;
  for (let from = 1; from <= count; from += step)
    await pool.query(
      `with office as materialized (
         select row_number() over () - 1 as nth, * from json_to_recordset($1::json)
                as o (department text, region text, items text[]))
       insert into cases (case_id, version, source_id, namespace, region, department, item, channel, stage, outcome,
                          round, historical, submitted_at, received_at, accepted_at, concluded_at, promised_due_at,
                          statutory_due_at, first_event_at, last_event_at, next_check_at, alert, queries)
       select o.region || '-' || lpad(g::text, 8, '0'), 1, 1, '', o.region, o.department,
              o.items[1 + (g / 7) % greatest(1, array_length(o.items, 1))], 'web',
              case when open and g % 11 = 0 then 'suspended' when open then 'accepted' else 'concluded' end,
              case when not open then 'granted' end, 1, false, at, at, at + interval '1 hour',
              case when not open then least(at + g % 9 * interval '1 day', $4) end, at + interval '10 days',
              at + interval '20 days', at, $4, case when open then $4 + interval '1 day' end,
              case when open and g % 20 = 3 then 1 + g % 3 else 0 end, case when g % 50 = 0 then 1 else 0 end
         from generate_series($2::integer, $3::integer) g
        cross join lateral (select $4::timestamptz - ($5 - g) * (interval '730 days' / $5) as at,
                                   g % 20 = 3 or g > $5 * 0.97 as open) t
         join office o on o.nth = (g::bigint * 7919) % $6`,
      [JSON.stringify(places), from, Math.min(count, from + step - 1), new Date(now), count, places.length],
    );
  for (const definition of indexes) await pool.query(definition);
  await pool.query('vacuum analyze cases');
}

/** Drops every index of cases but the primary key, so that millions of rows are filled in minutes; answers how to make them again. */
async function dropCaseIndexes(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = 'cases'::regclass and not indisunique`,
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Flags of the newest cases, in every state of follow-up, each with three transitions. */
export async function seedDeskFlags(pool: Pool, count: number, now: number): Promise<void> {
  await pool.query(
    `with of_case as (
       select row_number() over () as n, c.* from (
              select case_id, region, department, item, first_event_at from cases
               order by first_event_at desc, case_id desc limit $1) c),
     raised as (
       insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, case_state, region, department,
                          item, occurred_at, raised_at, ended_at, rule_version, as_of, known_at, evidence, owner, due_at, followup)
       select 'case', case_id, ('{TIM-01,TIM-02,TIM-02,TIM-03,FAST-01,STEP-01,BKF-01,HANG-06}'::text[])[1 + n % 8], 'e',
              s.severity, s.status, 'open', region,
              department, item, first_event_at, first_event_at + interval '1 day',
              case when s.status in ('closed', 'resolved') then first_event_at + interval '9 days' end, 1,
              first_event_at, first_event_at,
              jsonb_build_object('events', array['e1', 'e2', 'e3'], 'due', first_event_at, 'note', repeat('x', 300)),
              case when n % 3 = 0 then 'bench' || n % 40 end,
              due_at,
              case when s.status = 'sent' then jsonb_build_object('status', 'sent', 'severity', s.severity,
                'sent', jsonb_build_object('at', extract(epoch from first_event_at) * 1000, 'by', 'bench'),
                'dueAt', extract(epoch from due_at) * 1000, 'rung', 0, 'owner', null, 'order', null, 'appeal', null,
                'exemption', null, 'decidedAt', null, 'heldUntil', null, 'silentAt', null) end
         from of_case
        cross join lateral (select
              ('{raised,raised,sent,sent,replied,rectifying,closed,closed,closed,resolved}'::text[])[1 + n / 8 % 10]
              as status,
              ('{notice,yellow,yellow,red,query,query,query,yellow}'::text[])[1 + n % 8] as severity) s
        cross join lateral (select case when s.status in ('sent', 'replied', 'rectifying')
              then $2::timestamptz + (n % 20 - 8) * interval '1 day' end as due_at) d
        order by first_event_at
       returning flag_id, status, severity, raised_at)
     insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor)
     select flag_id, raised_at + t * interval '1 hour', 'seeded', status, severity, 'duban'
       from raised, generate_series(1, 3) t`,
    [count, new Date(now)],
  );
  await pool.query('vacuum analyze flags, flag_transitions');
}
