import type { Page } from '#contract/pageSchema';
import { writeCursor, type Cursor } from './cursor.ts';

/** Up to here a list's `total` is exact. */
export const countedUpTo = 10_000;

/**
 * A page as it is answered.
 * @param rows up to one more than `limit`: the one too many says that there is a next page
 * @param counted how many rows match, counted up to one more than `countedUpTo`
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  counted: number,
  toItem: (row: Row) => Item,
  positionOf: (row: Row) => Cursor<string | number>,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(positionOf(last)) : null,
    total: Math.min(counted, countedUpTo),
    ...(counted > countedUpTo ? { more: true as const } : {}),
  };
}
