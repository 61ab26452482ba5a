import type { Pool, PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { limitOf, nextFollowupCheck, passTime, timeItself } from '../domain/followup/passTime.ts';
import { followupOfRow } from './followupOfRow.ts';
import { flagsToFollow, followedFlags, lockFlags, restFollowups } from './followupStore.ts';
import { basisOf } from './ground.ts';
import { changeOf, saveFollowed } from './saveFollowed.ts';

export interface WatchParts {
  pool: Pool;
  catalogue: () => Catalogue;
  /** Called in every transaction before its first write. */
  assertFence?: (db: PoolClient) => Promise<void>;
  shouldStop?: () => boolean;
  batchSize?: number;
}

const everywhere: Scope = { regions: null, departments: null };

/**
 * What time alone does to follow-ups.
 * 1. Take flags whose next look has come, the longest waiting first, and lock them.
 * 2. Sends nobody has undone are delivered, limits that ran out climb the ladder, silence confirms, exemptions expire:
 *    each a transition at the instant at which it became true.
 * 3. Store, tell, and look again when there will be something to see.
 * Safe to run twice and in two processes.
 * @returns how many flags something happened to
 */
export async function watchFollowups(parts: WatchParts, now: Instant): Promise<number> {
  const { pool, batchSize = 500, shouldStop } = parts;
  let happened = 0;
  for (;;) {
    const flagIds = await flagsToFollow(pool, now, batchSize);
    if (flagIds.length === 0) return happened;
    happened += await watchBatch(parts, flagIds, now);
    if (flagIds.length < batchSize || shouldStop?.()) return happened;
  }
}

function watchBatch({ pool, catalogue, assertFence }: WatchParts, flagIds: number[], now: Instant) {
  return inTransaction(pool, async (db) => {
    await assertFence?.(db);
    await lockFlags(db, flagIds, everywhere);
    const basis = await basisOf(db, catalogue(), now);
    const { terms, calendar } = basis;
    const rows = await followedFlags(db, flagIds, everywhere);
    const seen = rows.map((row) => {
      const before = followupOfRow(row);
      return changeOf(row, before, passTime(before, { now, terms, calendar, heard: row.heard }));
    });
    const quiet = seen.filter(({ events }) => events.length === 0);
    await restFollowups(
      db,
      quiet.map(({ row, after }) => ({
        flagId: row.flagId,
        dueAt: limitOf(after)?.dueAt ?? null,
        checkAt: nextFollowupCheck(after, { now, terms, calendar, heard: row.heard }),
      })),
    );
    const changes = seen.filter(({ events }) => events.length > 0);
    await saveFollowed(db, changes, basis, { actor: timeItself });
    return changes.length;
  });
}
