import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { inTransaction } from '../../db/transaction.ts';
import { enqueueNotification } from '../../notifications/enqueue.ts';
import { doneInPlace, takeEnded } from './standInStore.ts';
import { overText } from './standInText.ts';

/**
 * Tells every officer whose stand-in is over, once, what was done in their place. That it is over needs nobody: rights
 * end by the clock.
 * @returns how many
 */
export function tellEnded(
  pool: Pool,
  now: Instant,
  assertFence: (db: Queryable) => Promise<void>,
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await assertFence(db);
    const ended = await takeEnded(db, now);
    for (const { officer, standIn, standInName, beginsAt, overAt } of ended) {
      // called off before its first day: those concerned were told
      if (overAt <= beginsAt) continue;
      const done = await doneInPlace(db, `${standIn} for ${officer}`, beginsAt, overAt);
      await enqueueNotification(db, {
        at: now,
        kind: 'stand_in.ended',
        department: null,
        accounts: [officer],
        flagIds: [],
        text: overText(standInName, done),
      });
    }
    return ended.length;
  });
}
