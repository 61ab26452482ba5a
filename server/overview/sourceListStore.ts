import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface SourceRow {
  sourceId: number;
  name: string;
  uri: string;
  namespace: string;
  createdAt: Instant;
  revokedAt: Instant | null;
  lastOccurredAt: Instant | null;
  lastReceivedAt: Instant | null;
  staleSince: Instant | null;
  accepted: number;
  duplicates: number;
  rejected: number;
  late: number;
  deadLetters: number;
}

export async function listSources(db: Queryable): Promise<SourceRow[]> {
  const { rows } = await db.query<SourceRow>(
    `select s.source_id as "sourceId", s.name, s.uri, s.namespace, s.created_at as "createdAt",
            s.revoked_at as "revokedAt", w.last_occurred_at as "lastOccurredAt",
            w.last_received_at as "lastReceivedAt", w.stale_since as "staleSince",
            coalesce(w.accepted, 0) as accepted, coalesce(w.duplicates, 0) as duplicates,
            coalesce(w.rejected, 0) as rejected, coalesce(w.late, 0) as late,
            coalesce(d.n, 0) as "deadLetters"
       from sources s
       left join source_watermarks w using (source_id)
       left join (select source_id, count(*) as n from dead_letters where replayed_at is null group by source_id) d
            using (source_id)
      order by s.name`,
  );
  return rows;
}
