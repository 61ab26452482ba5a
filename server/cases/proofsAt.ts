import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import type { ProofOfLife } from '../domain/knowledge.ts';

const hour = 3_600_000;
/** Most sources were heard a moment before: the longer spans are rarely read. */
const spans = [hour, 24 * hour, 30 * 24 * hour, Infinity];

/**
 * What had been heard of the sources by `knownAt`, by source. One of which nothing had been recorded by then has its
 * log from an import, and the log is taken as complete.
 */
export async function proofsAt(
  db: Queryable,
  catalogue: Catalogue,
  sourceIds: readonly number[],
  knownAt: Instant,
): Promise<Map<number, ProofOfLife>> {
  const proofs = new Map<number, ProofOfLife>();
  for (const sourceId of new Set(sourceIds)) {
    const heard = catalogue.source(sourceId).historical ? null : await lastHeard(db, sourceId, knownAt);
    proofs.set(
      sourceId,
      heard === null
        ? { lastOccurredAt: Infinity, live: true }
        : { lastOccurredAt: heard, live: !(await wasSilent(db, sourceId, knownAt)) },
    );
  }
  return proofs;
}

/** The latest event time among what the source had reported by then; null: nothing. */
async function lastHeard(db: Queryable, sourceId: number, knownAt: Instant): Promise<Instant | null> {
  for (const span of spans) {
    const { rows } = await db.query<{ at: Instant | null }>(
      `select max(occurred_at) as at from case_events
        where source_id = $1 and recorded_at > $2 and recorded_at <= $3`,
      [sourceId, new Date(Number.isFinite(span) ? knownAt - span : 0), new Date(knownAt)],
    );
    if (rows[0]?.at != null) return rows[0].at;
  }
  return null;
}

/** A flag of silence (FEED-01) stood then. */
async function wasSilent(db: Queryable, sourceId: number, at: Instant): Promise<boolean> {
  const { rows } = await db.query<{ silent: boolean }>(
    `select exists (
            select from flags
             where subject_kind = 'source' and subject_id = $1 and rule = 'FEED-01'
               and raised_at <= $2 and (ended_at is null or ended_at > $2)) as silent`,
    [String(sourceId), new Date(at)],
  );
  return rows[0]?.silent === true;
}
