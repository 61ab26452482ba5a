import type { responsibilityGroups } from '#contract/responsibilitySchema';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { handlingTypes, takingTypes } from '../../domain/cases/custody.ts';
import type { Cursor } from '../../http/cursor.ts';

export interface ResponsibilityFilter {
  by: (typeof responsibilityGroups)[number];
  /** Of the decisive instant: from inclusive, to exclusive. */
  from: Instant;
  to: Instant;
  scope: Scope;
  departments: string[] | null;
  /** 00:00 of every working day that holdings may reach into, ascending. */
  workdays: Instant[];
}

export interface ResponsibilityRow {
  /** '': nobody is named. */
  code: string;
  handlerName: string | null;
  outcomes: number;
  held: number;
  firstAsked: number;
  red: number;
  cases: number;
  /** ms of legal time. */
  worked: number;
  /** Of all rows. */
  total: number;
}

/**
 * Whose the bad outcomes of a period are, most first, one page. Who has a case is `custody`, said in SQL, but for what
 * an amendment says of handlers; a test holds the two together.
 */
export async function listResponsibility(
  db: Queryable,
  { by, from, to, scope, departments, workdays }: ResponsibilityFilter,
  after: Cursor<string> | null,
  limit: number,
): Promise<ResponsibilityRow[]> {
  const { rows } = await db.query<ResponsibilityRow>(
    `with bad as materialized (
       select b.flag_id, b.case_id, b.severity, b.occurred_at, coalesce(b.department, '') as department,
              coalesce(b.item, '') as item, c.first_event_at, c.last_event_at,
              least(b.occurred_at, c.concluded_at) as until
         from bad_outcomes b
         join cases c on c.case_id = b.case_id and c.namespace = ''
        where b.occurred_at >= $1 and b.occurred_at < $2
          and ($3::text[] is null or b.region = any($3)) and ($4::text[] is null or b.department = any($4))
          and ($5::text[] is null or b.department = any($5))),
     concerned as materialized (
       select case_id, min(first_event_at) as first_at, max(last_event_at) as last_at, max(until) as until,
              min(department) as department, min(item) as item
         from bad group by case_id),
     custodies as materialized (
       select c.case_id, c.until, c.department, c.item, h.*
         from concerned c
        cross join lateral (
              select array_agg(code order by nth) as codes, array_agg(name order by nth) as names,
                     array_agg(coalesce(department, c.department) order by nth) as departments,
                     array_agg(at_taken order by nth) as times,
                     (array_agg(code order by nth) filter (where kind is distinct from 'machine'))[1] as first_code,
                     (array_agg(coalesce(department, c.department) order by nth)
                      filter (where kind is distinct from 'machine'))[1] as first_department
                from (select *, lag(code) over (order by nth) as previous
                        from (select nth, source_id || '/' || handler as code, name, kind, department,
                                     case when type = any($7::text[]) then at else coalesce(before, at) end as at_taken
                                from (select *, lag(at) over placed as before, row_number() over placed as nth
                                        from (select e.type, date_trunc('milliseconds', e.occurred_at) as at,
                                                     e.source_id, e.event_id, e.data -> 'handler' ->> 'code' as handler,
                                                     e.data -> 'handler' ->> 'name' as name,
                                                     e.data -> 'handler' ->> 'kind' as kind,
                                                     e.data ->> 'department' as department,
                                                     array_agg(e.source_id || '/' || (e.data ->> 'eventId'))
                                                     filter (where e.type = 'case.voided_event') over () as voided
                                                from case_events e
                                               where e.case_id = c.case_id
                                                 and e.occurred_at between c.first_at and c.last_at
                                                 and (e.type = any($6::text[]) or e.type = 'case.voided_event')) as told
                                       where type <> 'case.voided_event'
                                         and (source_id || '/' || event_id = any (voided)) is not true
                                      window placed as (order by at, array_position($6::text[], type), source_id, event_id))
                                     as acts
                               where handler is not null) as named) as holders
               where previous is distinct from code) as h),
     theirs as (
       select b.flag_id, b.case_id, b.severity, w.had_it, w.code
         from bad b
         join custodies c on c.case_id = b.case_id
        cross join lateral (select greatest(1, width_bucket(b.occurred_at, c.times)) as nth) as h
        cross join lateral (values
              (true, case $8 when 'handler' then coalesce(c.codes[h.nth], '')
                             when 'department' then coalesce(c.departments[h.nth], b.department) else b.item end),
              (false, case $8 when 'handler' then c.first_code when 'department' then c.first_department
                              when 'item' then case when c.first_code is not null then b.item end end))
              as w (had_it, code)
        where w.code is not null),
     worked as (
       select case $8 when 'handler' then t.code when 'department' then t.department else c.item end as code,
              max(t.name) as name,
              sum(case d.last when 0 then 0
                  else (d.last - 1) * 86400000::bigint
                       + least(extract(epoch from h.until - ($9::timestamptz[])[d.last]) * 1000, 86400000) end
                  - case d.first when 0 then 0
                  else (d.first - 1) * 86400000::bigint
                       + least(extract(epoch from h.since - ($9::timestamptz[])[d.first]) * 1000, 86400000) end) as ms
         from custodies c
        cross join lateral unnest(c.codes, c.names, c.departments, c.times)
              with ordinality as t (code, name, department, at_taken, nth)
        cross join lateral (select least(t.at_taken, c.until) as since,
                                   least(c.times[t.nth + 1], c.until) as until) as h
        cross join lateral (select width_bucket(h.since, $9::timestamptz[]) as first,
                                   width_bucket(h.until, $9::timestamptz[]) as last) as d
        group by 1),
     counted as (
       select code, count(distinct flag_id) as outcomes, count(distinct flag_id) filter (where had_it) as held,
              count(distinct flag_id) filter (where not had_it) as "firstAsked",
              count(distinct flag_id) filter (where severity = 'red') as red, count(distinct case_id) as cases
         from theirs group by code)
     select counted.*, coalesce(worked.ms, 0) as worked, worked.name as "handlerName",
            (select count(*) from counted) as total
       from counted
       left join worked using (code)
      where $10::bigint is null or outcomes < $10 or (outcomes = $10 and code collate "C" > $11)
      order by outcomes desc, code collate "C"
      limit $12`,
    [
      new Date(from),
      new Date(to),
      scope.regions,
      scope.departments,
      departments,
      handlingTypes,
      takingTypes,
      by,
      workdays.map((day) => new Date(day)),
      after?.at ?? null,
      after?.key ?? null,
      limit,
    ],
  );
  return rows;
}
