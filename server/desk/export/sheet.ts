import type { Instant } from '#contract/time';

/** What stands in a cell: text, a number, an instant (shown in the office's zone), nothing. */
export type Cell = string | number | { at: Instant } | null;

/** A table as it is written out, whatever the file's format. Rows are made when they are asked for. */
export interface Sheet {
  name: string;
  columns: readonly { title: string; width: number }[];
  rows: AsyncIterable<readonly Cell[][]>;
}

export const instantCell = (at: Instant | null): Cell => (at === null ? null : { at });
