export type FollowupPanel = 'states' | 'oldest' | 'silent';

export interface FollowupPlan {
  /** Tiles say only how many, and how many of them late. */
  compact: boolean;
  /** What is shown together, in turns. */
  views: { seconds: number; panels: FollowupPanel[] }[];
  /** The two lists beside each other. */
  aside: boolean;
}

/** Heights of a line of tiles, and the smallest list worth showing, in rem. */
export const tileHeight = { full: 28.6, compact: 15.4 };
export const narrowestTile = 19.6;
const head = 5.5;
const gap = 1.2;
const smallestList = 22;
const widthForTwo = 145;
const seconds = 14;

/**
 * What of the follow-up a page of so many rem has room for: all at once, with less in its tiles, one list after the
 * other below them, or one panel after the other.
 */
export function followupViews(
  { width, height }: { width: number; height: number },
  tiles: number,
): FollowupPlan {
  const across = Math.max(1, Math.floor(width / narrowestTile));
  const lines = Math.ceil(tiles / across);
  const left = (each: number) => height - lines * each - head - gap;
  const aside = width >= widthForTwo;
  const both = aside ? smallestList : 2 * smallestList + gap;
  const turn = (...views: FollowupPanel[][]) => views.map((panels) => ({ seconds, panels }));

  const together = turn(['states', 'oldest', 'silent']);
  if (left(tileHeight.full) >= both) return { compact: false, aside, views: together };
  if (left(tileHeight.compact) >= both) return { compact: true, aside, views: together };
  if (left(tileHeight.compact) >= smallestList)
    return { compact: true, aside: false, views: turn(['states', 'oldest'], ['states', 'silent']) };
  return { compact: true, aside: false, views: turn(['states'], ['oldest'], ['silent']) };
}
