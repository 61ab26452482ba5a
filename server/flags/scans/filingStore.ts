import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

export interface ReturnedRow {
  caseId: string;
  item: string;
  itemRevision: number | null;
  region: string | null;
  department: string | null;
  sourceId: number;
  acceptedAt: Instant | null;
  returnedAt: Instant;
  returnedBy: string | null;
  due: Instant | null;
  applicant: string | null;
  later: { caseId: string; applicant: string | null; at: Instant; eventId: string }[];
}

/** Cases returned after `after` whose due date was near, with the filings of the same item and applicant that followed. */
export async function returnedAndLater(
  db: Queryable,
  { after, until, withinMs }: { after: Instant; until: Instant; withinMs: number },
): Promise<ReturnedRow[]> {
  const { rows } = await db.query<ReturnedRow>(
    `with returned as (
       select c.case_id, c.item, c.item_revision, c.region, c.department, c.source_id, c.accepted_at, c.concluded_at,
              coalesce(c.promised_due_at, c.statutory_due_at) as due, ended.event_id, who.applicant
         from cases c
         left join lateral (
              select e.event_id from case_events e
               where e.case_id = c.case_id and e.occurred_at = c.concluded_at and e.type = 'case.concluded'
               order by e.event_id limit 1) ended on true
         left join lateral (
              select e.data ->> 'applicantRef' as applicant from case_events e
               where e.case_id = c.case_id and e.occurred_at between c.first_event_at and c.last_event_at
                 and e.data ->> 'applicantRef' is not null
               order by e.occurred_at limit 1) who on true
        where c.concluded_at > $1 and c.concluded_at <= $2 and c.outcome = 'returned' and c.item is not null
          and c.namespace = '' and not c.historical
          and coalesce(c.promised_due_at, c.statutory_due_at)
              between c.concluded_at and c.concluded_at + $3 * interval '1 millisecond')
     select r.case_id as "caseId", r.item, r.item_revision as "itemRevision", r.region, r.department,
            r.source_id as "sourceId", r.accepted_at as "acceptedAt", r.concluded_at as "returnedAt",
            r.event_id as "returnedBy", r.due, r.applicant,
            coalesce(again.later, '[]') as later
       from returned r
       left join lateral (
            select json_agg(json_build_object('caseId', l.case_id, 'applicant', filed.applicant,
                            'at', extract(epoch from l.first_event_at) * 1000, 'eventId', filed.event_id)
                            order by l.case_id) as later
              from cases l
             cross join lateral (
                  select e.event_id, e.data ->> 'applicantRef' as applicant from case_events e
                   where e.case_id = l.case_id and e.occurred_at between l.first_event_at and l.last_event_at
                     and e.data ->> 'applicantRef' is not null
                   order by e.occurred_at limit 1) filed
             where l.first_event_at >= r.concluded_at
               and l.first_event_at <= least(r.concluded_at + $3 * interval '1 millisecond', $2)
               and l.item = r.item and l.case_id <> r.case_id and l.namespace = '' and not l.historical
               and filed.applicant = r.applicant) again on true
      order by r.case_id`,
    [new Date(after), new Date(until), withinMs],
  );
  return rows;
}

export interface FilingRow {
  caseId: string;
  sourceId: number;
  region: string | null;
  department: string | null;
  item: string | null;
  eventId: string;
  at: Instant;
  applicant: string | null;
  joint: boolean;
}

/** The later recorded of two filings of one item at the same time from two sources, with the others. */
export async function filingsAtOnce(
  db: Queryable,
  { after, until, seconds }: { after: Instant; until: Instant; seconds: number },
): Promise<{ one: FilingRow; others: FilingRow[] }[]> {
  const { rows } = await db.query<{ one: FilingRow; other: FilingRow }>(
    `with filed as (
       select c.case_id, c.source_id, c.region, c.department, c.item, c.submitted_at, c.parent_case,
              c.first_event_at
         from cases c
        where c.first_event_at > $1::timestamptz - interval '1 day' and c.submitted_at is not null and c.submitted_at <= $2
          and c.item is not null and c.namespace = '' and not c.historical),
     -- by slices of time as long as the width: two filings at once lie in the same or in neighbouring ones
     sliced as (select f.*, floor(extract(epoch from submitted_at) / $3)::bigint as slice from filed f),
     pairs as (
       select b.case_id as one, a.case_id as other
         from (select s.*, near from sliced s cross join generate_series(s.slice - 1, s.slice + 1) near) b
         join sliced a on a.item = b.item and a.slice = b.near and a.source_id <> b.source_id
          and abs(extract(epoch from a.submitted_at - b.submitted_at)) <= $3
          and (a.first_event_at, a.case_id) < (b.first_event_at, b.case_id)
        where b.first_event_at > $1),
     named as (
       select f.case_id, json_build_object(
                'caseId', f.case_id, 'sourceId', f.source_id, 'region', f.region, 'department', f.department,
                'item', f.item, 'eventId', who.event_id, 'at', extract(epoch from f.submitted_at) * 1000,
                'applicant', who.applicant, 'joint', f.parent_case is not null) as filing
         from filed f
         join (select one as case_id from pairs union select other from pairs) p using (case_id)
        cross join lateral (
              select e.event_id, e.data ->> 'applicantRef' as applicant from case_events e
               where e.case_id = f.case_id and e.occurred_at = f.submitted_at and e.type = 'case.submitted'
               order by e.event_id limit 1) who)
     select one.filing as one, other.filing as other
       from pairs join named one on one.case_id = pairs.one join named other on other.case_id = pairs.other
      order by pairs.one, pairs.other`,
    [new Date(after), new Date(until), seconds],
  );
  const groups = new Map<string, { one: FilingRow; others: FilingRow[] }>();
  for (const { one, other } of rows) {
    const known = groups.get(one.caseId);
    if (known) known.others.push(other);
    else groups.set(one.caseId, { one, others: [other] });
  }
  return [...groups.values()];
}
