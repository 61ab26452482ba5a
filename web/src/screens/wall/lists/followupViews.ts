export type FollowupPanel = 'states' | 'oldest' | 'silent';

export interface FollowupPlan {
  /** Tiles say only how many, and how many of them late. */
  compact: boolean;
  /** What is shown together, in turns. */
  views: { seconds: number; panels: FollowupPanel[] }[];
  /** The two lists beside each other. */
  aside: boolean;
  /** Of the panel of tiles, in rem, where a seam would else cross the heads of the lists; null: as its tiles need. */
  statesHeight: number | null;
}

/** Heights of a line of tiles, and the smallest list worth showing, in rem. */
export const tileHeight = { full: 28.6, compact: 15.4 };
export const narrowestTile = 19.6;
const head = 5.5;
const gap = 1.2;
/** Of a list: its title and the names of its columns. */
const listHead = 9;
/** Kept free before a seam. */
const seamMargin = 0.8;
const smallestList = 22;
const widthForTwo = 145;
const seconds = 14;

/**
 * What of the follow-up a page of so many rem has room for: all at once, with less in its tiles, one list after the
 * other below them, or one panel after the other. Where a seam would cross whole tiles, they say less.
 * @param seams from the top of the page, in rem
 */
export function followupViews(
  { width, height }: { width: number; height: number },
  tiles: number,
  seams: readonly number[] = [],
): FollowupPlan {
  const across = Math.max(1, Math.floor(width / narrowestTile));
  const lines = Math.ceil(tiles / across);
  const left = (each: number) => height - lines * each - head - gap;
  const aside = width >= widthForTwo;
  const both = aside ? smallestList : 2 * smallestList + gap;
  const plan = (compact: boolean, beside: boolean, ...views: FollowupPanel[][]): FollowupPlan => {
    const end = head + lines * tileHeight[compact ? 'compact' : 'full'];
    const seam = seams.find((each) => each >= end && each < end + gap + listHead);
    return {
      compact,
      aside: beside,
      statesHeight: seam === undefined ? null : seam - seamMargin,
      views: views.map((panels) => ({ seconds, panels })),
    };
  };

  const isCrossed = seams.some((seam) => seam > head && seam < head + lines * tileHeight.full);
  if (left(tileHeight.full) >= both && !isCrossed) return plan(false, aside, ['states', 'oldest', 'silent']);
  if (left(tileHeight.compact) >= both) return plan(true, aside, ['states', 'oldest', 'silent']);
  if (left(tileHeight.compact) >= smallestList)
    return plan(true, false, ['states', 'oldest'], ['states', 'silent']);
  return plan(true, false, ['states'], ['oldest'], ['silent']);
}
