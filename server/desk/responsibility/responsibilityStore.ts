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
     concerned as (
       select case_id, min(first_event_at) as first_at, max(last_event_at) as last_at, max(until) as until,
              min(department) as department, min(item) as item
         from bad group by case_id),
     told as materialized (
       select c.case_id, e.type, date_trunc('milliseconds', e.occurred_at) as at, e.source_id, e.event_id,
              e.data -> 'handler' ->> 'code' as handler, e.data -> 'handler' ->> 'name' as name,
              e.data -> 'handler' ->> 'kind' as kind, e.data ->> 'department' as department,
              case e.type when 'case.voided_event' then e.data ->> 'eventId' end as voids
         from concerned c
         join case_events e on e.case_id = c.case_id and e.occurred_at between c.first_at and c.last_at
        where e.type = any($6::text[]) or e.type = 'case.voided_event'),
     acts as (
       select t.*, lag(t.at) over placed as before, row_number() over placed as nth
         from told t
        where t.voids is null and not exists (
              select from told v where v.case_id = t.case_id and v.source_id = t.source_id and v.voids = t.event_id)
       window placed as (partition by t.case_id
                         order by t.at, array_position($6::text[], t.type), t.source_id, t.event_id)),
     named as (
       select case_id, nth, source_id || '/' || handler as code, name, kind, department,
              lag(source_id || '/' || handler) over (partition by case_id order by nth) as previous,
              case when type = any($7::text[]) then at else coalesce(before, at) end as at_taken
         from acts where handler is not null),
     taken as materialized (
       select *, lead(at_taken) over (partition by case_id order by nth) as at_left
         from named where previous is distinct from code),
     held as (
       select distinct on (b.flag_id) b.flag_id, b.case_id, b.severity, b.item, coalesce(t.code, '') as code,
              coalesce(t.department, b.department) as department
         from bad b
         left join taken t on t.case_id = b.case_id
        order by b.flag_id, t.at_taken <= b.occurred_at desc,
                 case when t.at_taken <= b.occurred_at then -t.nth else t.nth end),
     asked as (
       select distinct on (b.flag_id) b.flag_id, b.case_id, b.severity, b.item, t.code,
              coalesce(t.department, b.department) as department
         from bad b
         join taken t on t.case_id = b.case_id
        where t.kind is distinct from 'machine'
        order by b.flag_id, t.nth),
     theirs as (
       select flag_id, case_id, severity, true as had_it,
              case $8 when 'handler' then code when 'department' then department else item end as code
         from held
       union all
       select flag_id, case_id, severity, false,
              case $8 when 'handler' then code when 'department' then department else item end
         from asked),
     worked as (
       select case $8 when 'handler' then t.code when 'department' then coalesce(t.department, c.department)
                      else c.item end as code,
              sum(case d.last when 0 then 0
                  else (d.last - 1) * 86400000::bigint
                       + least(extract(epoch from h.until - ($9::timestamptz[])[d.last]) * 1000, 86400000) end
                  - case d.first when 0 then 0
                  else (d.first - 1) * 86400000::bigint
                       + least(extract(epoch from h.since - ($9::timestamptz[])[d.first]) * 1000, 86400000) end) as ms
         from taken t
         join concerned c on c.case_id = t.case_id
        cross join lateral (select least(t.at_taken, c.until) as since, least(t.at_left, c.until) as until) as h
        cross join lateral (select width_bucket(h.since, $9::timestamptz[]) as first,
                                   width_bucket(h.until, $9::timestamptz[]) as last) as d
        group by 1),
     counted as (
       select code, count(distinct flag_id) as outcomes, count(distinct flag_id) filter (where had_it) as held,
              count(distinct flag_id) filter (where not had_it) as "firstAsked",
              count(distinct flag_id) filter (where severity = 'red') as red, count(distinct case_id) as cases
         from theirs group by code)
     select counted.*, coalesce(worked.ms, 0) as worked, named.name as "handlerName",
            (select count(*) from counted) as total
       from counted
       left join worked using (code)
       left join (select code, max(name) as name from taken group by code) as named using (code)
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
