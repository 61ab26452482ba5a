import type { InstantText } from './time.ts';

/** One item of page ④. Counts of the wall's day without children of joint cases: they add up to the room's. */
export interface ItemLine {
  item: string;
  name: string;
  submitted: number;
  open: number;
  /** Its flags that are followed up, as page ⑥ counts them. */
  flagged: number;
  /**
   * Median working days from acceptance to conclusion of what was decided on the merits in the last 30 days,
   * suspensions included, with its n (`concluded`); null: nothing was, or it has not been measured yet.
   */
  medianDays: number | null;
  concluded: number;
  /** Working days promised; null: none, or another unit. */
  promisedDays: number | null;
}

/** At most `listLength` each, the worst first. */
export interface ItemLists {
  busiest: ItemLine[];
  /** Of items with at least `fewestConcluded`: a median of fewer says little. */
  slowest: ItemLine[];
  mostFlagged: ItemLine[];
  /** When the medians were taken, at most an hour ago; null: not yet. */
  measuredAt: InstantText | null;
}

export const listLength = 10;
export const fewestConcluded = 30;
