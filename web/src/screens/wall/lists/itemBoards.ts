import type { ItemLine, ItemLists } from '#contract/wallItems';

export type BoardKind = 'busiest' | 'slowest' | 'mostFlagged';
export const boardKinds: readonly BoardKind[] = ['busiest', 'slowest', 'mostFlagged'];

export interface BoardLine extends ItemLine {
  value: number;
  /** Of the board's longest bar, 0 to 1. */
  share: number;
  /** Where on that scale the promise ends; null: nothing to compare with. */
  promise: number | null;
}

const valueOf: Record<BoardKind, (line: ItemLine) => number> = {
  busiest: (line) => line.submitted,
  slowest: (line) => line.medianDays ?? 0,
  mostFlagged: (line) => line.flagged,
};

/** The first `most` lines of a list with their bars on one scale, which holds the promises too. */
export function boardLines(lists: ItemLists, kind: BoardKind, most: number): BoardLine[] {
  const lines = lists[kind].slice(0, most);
  const promised = (line: ItemLine) => (kind === 'slowest' ? line.promisedDays : null);
  const top = Math.max(1, ...lines.flatMap((line) => [valueOf[kind](line), promised(line) ?? 0]));
  return lines.map((line) => {
    const promise = promised(line);
    return {
      ...line,
      value: valueOf[kind](line),
      share: valueOf[kind](line) / top,
      promise: promise === null ? null : promise / top,
    };
  });
}

/** Nothing on the whole page. */
export function hasNoItems({ busiest, slowest, mostFlagged }: ItemLists): boolean {
  return busiest.length === 0 && slowest.length === 0 && mostFlagged.length === 0;
}
