import type { Instant } from '#contract/time';
import type { SourceState } from '#contract/wall';
import type { Queryable } from '../db/queryable.ts';

interface SourceStateRow {
  sourceId: number;
  name: string;
  lastReceivedAt: Instant | null;
  staleSince: Instant | null;
  notCounted: number;
  regions: string[];
  departments: string[];
}

/**
 * The live sources that screens show, in the order of their ids: of the default namespace, neither revoked nor
 * disabled nor mere history. `lastReceivedAt` is cut to 10 s, so that a busy source is not news every quarter of a second.
 */
export async function sourceStates(db: Queryable): Promise<SourceState[]> {
  const { rows } = await db.query<SourceStateRow>(
    `select s.source_id as "sourceId", s.name, w.last_received_at as "lastReceivedAt", w.stale_since as "staleSince",
            coalesce((select sum((f.evidence -> 'facts' ->> 'cases')::integer) from flags f
                       where f.subject_kind = 'source' and f.subject_id = s.source_id::text and f.rule = 'DAT-01'
                         and f.ended_at is null), 0) as "notCounted",
            coalesce(s.settings -> 'regions', '[]') as regions, coalesce(s.settings -> 'departments', '[]') as departments
       from sources s left join source_watermarks w using (source_id)
      where s.namespace = '' and s.revoked_at is null and s.disabled_at is null
        and not coalesce((s.settings ->> 'historical')::boolean, false)
      order by s.source_id`,
  );
  return rows.map((row) => ({
    ...row,
    lastReceivedAt:
      row.lastReceivedAt === null ? null : new Date(roundHeard(row.lastReceivedAt)).toISOString(),
    staleSince: row.staleSince === null ? null : new Date(row.staleSince).toISOString(),
  }));
}

export function roundHeard(at: Instant): Instant {
  return at - (at % 10_000);
}
