import type { PoolClient } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { spanWindows } from '../../cases/spanWindows.ts';
import type { Queryable } from '../../db/queryable.ts';
import { casesBegunBefore, dropChunks } from './chunkStore.ts';
import type { DueCase } from './dueStore.ts';

export interface Removal {
  cases: readonly DueCase[];
  events: number;
  /** End of a whole chunk of TimescaleDB that holds nothing but events of these cases, and how many of them. */
  chunk?: { end: Instant; events: number };
}

/**
 * Deletes archived cases with their events and what is left of their personal data, in the caller's transaction. Events
 * of a whole chunk go with the chunk.
 * @throws Problem `conflict` when anything of them is not as it was archived: nothing may be lost with them
 */
export async function removeCases(db: PoolClient, { cases, events, chunk }: Removal): Promise<void> {
  if ((await deleteRows(db, cases)) !== cases.length) throw changed();
  if (chunk && (await eventsBefore(db, chunk.end)) !== chunk.events) throw changed();
  const left = chunk ? events - chunk.events : events;
  if ((await deleteEvents(db, cases, chunk?.end ?? 0)) !== left) throw changed();
  if (!chunk) return;
  await dropChunks(db, chunk.end);
  // waited for writers of the chunk, whose cases are seen now
  if ((await casesBegunBefore(db, chunk.end)) > 0) throw changed();
}

const changed = (): Problem =>
  new Problem('conflict', 'A case changed while it was archived; its file is thrown away and written anew.');

async function deleteRows(db: Queryable, cases: readonly DueCase[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with gone as (
       delete from cases c using unnest($1::text[], $2::integer[]) as g (case_id, version)
        where c.case_id = g.case_id and c.version = g.version
       returning c.case_id),
     personal as (
       delete from personal_data p using gone where p.case_id = gone.case_id),
     restored as (
       delete from restored_cases r using gone where r.case_id = gone.case_id)
     select count(*) as n from gone`,
    [cases.map(({ caseId }) => caseId), cases.map(({ version }) => version)],
  );
  return rows[0]?.n ?? 0;
}

async function deleteEvents(db: Queryable, cases: readonly DueCase[], from: Instant): Promise<number> {
  let deleted = 0;
  const spans = cases.map((one) => ({ ...one, from: one.firstEventAt, to: one.lastEventAt }));
  for (const window of spanWindows(spans)) {
    const { rowCount } = await db.query(
      `delete from case_events e using unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as s (case_id, from_at, to_at)
        where e.case_id = s.case_id and e.occurred_at between s.from_at and s.to_at
          and e.occurred_at between $4 and $5`,
      [
        window.spans.map(({ caseId }) => caseId),
        window.spans.map((span) => new Date(span.from)),
        window.spans.map((span) => new Date(span.to)),
        new Date(Math.max(window.from, from)),
        new Date(window.to),
      ],
    );
    deleted += rowCount ?? 0;
  }
  return deleted;
}

async function eventsBefore(db: Queryable, end: Instant): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*) as n from case_events where occurred_at < $1',
    [new Date(end)],
  );
  return rows[0]?.n ?? 0;
}
