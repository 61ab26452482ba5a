import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { StoredChange } from './storedChange.ts';

export interface NumberedChange {
  seq: number;
  /** When it was committed, or a moment before. */
  at: Instant;
  change: StoredChange;
}

/** The changes numbered after `seq`, in order, at most `limit`. A gap in the numbers is a write that failed. */
export async function changesAfter(db: Queryable, seq: number, limit: number): Promise<NumberedChange[]> {
  const { rows } = await db.query<NumberedChange>(
    'select seq, at, payload as change from changes where seq > $1 order by seq limit $2',
    [seq, limit],
  );
  return rows;
}

/** 0 when nothing was ever changed. */
export async function newestSeq(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ seq: number }>('select coalesce(max(seq), 0) as seq from changes');
  return rows[0]?.seq ?? 0;
}

/** Forgets changes older than `before`, except the newest, which says how far the feed is. Returns how many. */
export async function purgeChanges(db: Queryable, before: Instant): Promise<number> {
  const { rowCount } = await db.query(
    'delete from changes where at < $1 and seq < (select max(seq) from changes)',
    [new Date(before)],
  );
  return rowCount ?? 0;
}
