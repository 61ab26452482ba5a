import type { WallRegion } from '#contract/wall';

/** The full name where it is short enough for a line of the wall (渝北区), else the short one (石柱). */
export function placeName(region: Pick<WallRegion, 'name' | 'shortName'>): string {
  return [...region.name].length <= 4 ? region.name : region.shortName;
}
