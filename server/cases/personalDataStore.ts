import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface SealedPart {
  sourceId: number;
  eventId: string;
  recordedAt: Instant;
  sealed: Buffer;
}

/** The sealed personal parts of a case's events, oldest first; none once they are erased. */
export async function sealedParts(db: Queryable, caseId: string): Promise<SealedPart[]> {
  const { rows } = await db.query<SealedPart>(
    `select source_id as "sourceId", event_id as "eventId", recorded_at as "recordedAt", sealed
       from personal_data
      where case_id = $1
      order by recorded_at, source_id, event_id`,
    [caseId],
  );
  return rows;
}
