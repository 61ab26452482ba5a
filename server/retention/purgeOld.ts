import type { Pool, PoolClient } from 'pg';
import { settableKinds, type SettableKind } from '#contract/retentionSchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { inBatches } from '../db/inBatches.ts';
import { inTransaction } from '../db/transaction.ts';
import { purges } from './purgeStore.ts';
import { retentionTerms } from './termsStore.ts';

export interface PurgeParts {
  pool: Pool;
  /** In each transaction, before it deletes. */
  assertFence: (db: PoolClient) => Promise<void>;
  shouldStop: () => boolean;
  /** For the audit. */
  actor: string;
  batchSize?: number;
}

export const dayMs = 86_400_000;

/**
 * Deletes what is past its time, kind by kind, in small transactions that wait for nobody: a run that is stopped, or
 * meets a lock, is taken up by the next.
 * @returns how many rows of each kind, those with any
 */
export async function purgeOld(
  { pool, assertFence, shouldStop, actor, batchSize = 2000 }: PurgeParts,
  now: Instant,
): Promise<Partial<Record<SettableKind, number>>> {
  const terms = await retentionTerms(pool);
  const gone: Partial<Record<SettableKind, number>> = {};
  for (const kind of settableKinds) {
    const [purge, term] = [purges[kind], terms.get(kind)];
    if (!purge || !term || shouldStop()) continue;
    const before = now - term.days * dayMs;
    const rows = await inBatches(
      (limit) =>
        inTransaction(pool, async (db) => {
          await assertFence(db);
          await db.query(`set local lock_timeout = '3s'`);
          return purge(db, before, limit);
        }),
      { size: batchSize, shouldStop },
    );
    if (rows === 0) continue;
    gone[kind] = rows;
    await recordAudit(pool, {
      at: now,
      actor,
      action: 'retention.purged',
      subject: { kind: 'retention', id: kind },
      detail: { rows, days: term.days },
    });
  }
  return gone;
}
