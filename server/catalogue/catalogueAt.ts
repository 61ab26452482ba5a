import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * The catalogue as it was recorded by `knownAt`, for what the law asks of it. Rule versions and baselines say
 * themselves when they were recorded (ruleBench); settings of sources have no past and count as they are.
 */
export async function catalogueAt(db: Queryable, catalogue: Catalogue, knownAt: Instant): Promise<Catalogue> {
  const { rows } = await db.query<{ revision: number | null }>(
    `select max(revision) as revision from catalogue_revisions where recorded_at <= $1`,
    [new Date(knownAt)],
  );
  return {
    ...catalogue,
    revision: Math.min(rows[0]?.revision ?? 0, catalogue.revision),
    outages: (sourceId) => catalogue.outages(sourceId).filter(({ recordedAt }) => recordedAt <= knownAt),
  };
}
