import type { WallState } from './wall.ts';

/** What a wall shows beside its figures while there is nothing to list. */
export const noLists: Pick<WallState, 'items' | 'followup' | 'halls'> = {
  items: { busiest: [], slowest: [], mostFlagged: [], measuredAt: null },
  followup: { states: [], oldest: [], silent: [], closed: { today: 0, month: 0 } },
  halls: null,
};
