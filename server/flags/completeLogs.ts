import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { proofsOfLife } from '../catalogue/sourceWatermarkStore.ts';
import type { Queryable } from '../db/queryable.ts';
import type { ProofOfLife } from '../domain/knowledge.ts';

/** The proofs as they are; a source that only sends past logs counts as complete. */
export async function completeLogs(
  { db, catalogue }: { db: Queryable; catalogue: Catalogue },
  asOf: Instant,
): Promise<Map<number, ProofOfLife>> {
  const proofs = await proofsOfLife(db);
  for (const { sourceId, settings } of catalogue.sources) {
    if (settings.historical) proofs.set(sourceId, { lastOccurredAt: Infinity, live: true });
    else {
      const proof = proofs.get(sourceId);
      if (proof && proof.lastOccurredAt >= asOf)
        proofs.set(sourceId, { lastOccurredAt: proof.lastOccurredAt, live: true });
    }
  }
  return proofs;
}
