import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { recordHeard, type Heard } from '../catalogue/sourceWatermarkStore.ts';
import { appendChange } from '../changes/appendChange.ts';
import { inTransaction } from '../db/transaction.ts';

/** A request that stored nothing (duplicates, refusals) is a sign of life all the same, and screens are told. */
export async function recordHeardAlone(pool: Pool, heard: readonly Heard[], now: Instant): Promise<void> {
  await inTransaction(pool, async (db) => {
    await recordHeard(db, heard);
    await appendChange(db, now, { heard: heard.map(({ sourceId, receivedAt }) => [sourceId, receivedAt]) });
  });
}
