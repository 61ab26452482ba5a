import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { StoredChange } from './storedChange.ts';

/**
 * Gives the transaction's change its number and returns it. Must be the transaction's last statement: it takes
 * the feed's lock, held to the commit, so that numbers become visible in the order in which they were given.
 */
export async function appendChange(db: Queryable, at: Instant, change: StoredChange): Promise<number> {
  const { rows } = await db.query<{ seq: number }>(
    { name: 'append change', text: 'select append_change($1, $2::json) as seq' },
    [new Date(at), JSON.stringify(change)],
  );
  return rows[0]?.seq ?? 0;
}
