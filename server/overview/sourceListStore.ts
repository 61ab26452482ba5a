import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';

export interface SourceRow {
  sourceId: number;
  name: string;
  uri: string;
  namespace: string;
  createdAt: Instant;
  revokedAt: Instant | null;
  disabledAt: Instant | null;
  lastOccurredAt: Instant | null;
  lastReceivedAt: Instant | null;
  staleSince: Instant | null;
  accepted: number;
  duplicates: number;
  rejected: number;
  late: number;
  deadLetters: number;
}

/**
 * The sources all of whose cases the scope holds: whoever is limited to some places sees those registered for these
 * alone, for a source that may report for any place tells of any place.
 */
export async function listSources(db: Queryable, scope: Scope): Promise<SourceRow[]> {
  const { rows } = await db.query<SourceRow>(
    `select s.source_id as "sourceId", s.name, s.uri, s.namespace, s.created_at as "createdAt",
            s.revoked_at as "revokedAt", s.disabled_at as "disabledAt", w.last_occurred_at as "lastOccurredAt",
            w.last_received_at as "lastReceivedAt", w.stale_since as "staleSince",
            coalesce(w.accepted, 0) as accepted, coalesce(w.duplicates, 0) as duplicates,
            coalesce(w.rejected, 0) as rejected, coalesce(w.late, 0) as late,
            coalesce(d.n, 0) as "deadLetters"
       from sources s
       left join source_watermarks w using (source_id)
       left join (select source_id, count(*) as n from dead_letters
                   where replayed_at is null and discarded_at is null group by source_id) d
            using (source_id)
      where ($1::text[] is null or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($1::text[])))
        and ($2::text[] is null
             or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($2::text[])))
      order by s.name`,
    [scope.regions, scope.departments],
  );
  return rows;
}
