import type { ItemLine, ItemLists } from '#contract/wallItems';
import { describe, expect, it } from 'vitest';
import { boardLines, hasNoItems } from './itemBoards.ts';

const line = (item: string, extra: Partial<ItemLine> = {}): ItemLine => ({
  item,
  name: item,
  submitted: 0,
  open: 0,
  flagged: 0,
  medianDays: null,
  concluded: 0,
  promisedDays: null,
  ...extra,
});
const lists = (extra: Partial<ItemLists>): ItemLists => ({
  ...{ busiest: [], slowest: [], mostFlagged: [], measuredAt: null },
  ...extra,
});
const bars = (of: ReturnType<typeof boardLines>) =>
  of.map(({ item, share, promise }) => [item, share, promise]);

describe('a board of items', () => {
  it('measures its bars by the longest', () => {
    const busiest = [line('a', { submitted: 40, promisedDays: 400 }), line('b', { submitted: 10 })];
    expect(bars(boardLines(lists({ busiest }), 'busiest', 10))).toEqual([
      ['a', 1, null],
      ['b', 0.25, null],
    ]);
  });

  it('has room for a promise that is longer than every median', () => {
    const slowest = [
      line('a', { medianDays: 12, promisedDays: 10 }),
      line('b', { medianDays: 10, promisedDays: 20 }),
      line('c', { medianDays: 5 }),
    ];
    expect(bars(boardLines(lists({ slowest }), 'slowest', 10))).toEqual([
      ['a', 0.6, 0.5],
      ['b', 0.5, 1],
      ['c', 0.25, null],
    ]);
  });

  it('measures by what is shown, where there is not room for all', () => {
    const mostFlagged = [line('a', { flagged: 4 }), line('b', { flagged: 2 })];
    expect(bars(boardLines(lists({ mostFlagged }), 'mostFlagged', 1))).toEqual([['a', 1, null]]);
  });

  it('is empty without anything on any of them', () => {
    expect(hasNoItems(lists({}))).toBe(true);
    expect(hasNoItems(lists({ slowest: [line('a')] }))).toBe(false);
  });
});
