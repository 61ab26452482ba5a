import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { DueCase } from './dueStore.ts';

export interface CaseLine {
  caseId: string;
  version: number;
  /** The row of `cases` and its events, as JSON on one line. */
  line: string;
  events: number;
  /** How many of them happened before the instant asked for. */
  eventsBefore: number;
}

/**
 * Each case as a line of its archive. The applicant's pseudonym is left out and personal data lies elsewhere: an archive
 * names no applicant.
 */
export async function caseLines(
  db: Queryable,
  cases: readonly DueCase[],
  before: Instant,
): Promise<CaseLine[]> {
  const { rows } = await db.query<CaseLine>(
    `select c.case_id as "caseId", c.version, e.n as events, e.before as "eventsBefore",
            json_build_object('case', to_json(c), 'events', e.events)::text as line
       from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as s (case_id, from_at, to_at)
       join cases c using (case_id)
      cross join lateral (
            select count(*) as n, count(*) filter (where occurred_at < $6) as before,
                   json_agg(json_build_object('case_id', case_id, 'occurred_at', occurred_at, 'source_id', source_id,
                     'event_id', event_id, 'type', type, 'received_at', received_at, 'recorded_at', recorded_at,
                     'catalogue_revision', catalogue_revision, 'content_hash', content_hash,
                     'data', case when data ->> 'applicantRef' is null then data
                                  else (data::jsonb - 'applicantRef')::json end)
                     order by occurred_at, source_id, event_id) as events
              from case_events
             where case_id = s.case_id and occurred_at between s.from_at and s.to_at
               and occurred_at between $4 and $5) e
      order by c.last_event_at, c.case_id`,
    [
      cases.map(({ caseId }) => caseId),
      cases.map(({ firstEventAt }) => new Date(firstEventAt)),
      cases.map(({ lastEventAt }) => new Date(lastEventAt)),
      new Date(Math.min(...cases.map(({ firstEventAt }) => firstEventAt))),
      new Date(Math.max(...cases.map(({ lastEventAt }) => lastEventAt))),
      new Date(before),
    ],
  );
  return rows;
}
