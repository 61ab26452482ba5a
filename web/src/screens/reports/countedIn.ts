import type { FigureCases, FigurePart } from '../../api/reports.ts';

/** How many cases the report counted in a part of a figure; null where it does not say. */
export function countedIn({ n, hits }: FigureCases['issued'], part: FigurePart): number | null {
  if (part === 'n') return n;
  if (hits === null) return null;
  return part === 'hits' ? hits : n - hits;
}

/** Whether as many cases are listed now as the report counted; what is over 10,000 is not counted to the end. */
export function hasChanged(
  { issued, total, more }: Pick<FigureCases, 'issued' | 'total' | 'more'>,
  part: FigurePart,
): boolean {
  const counted = countedIn(issued, part);
  return !more && counted !== null && total !== counted;
}
