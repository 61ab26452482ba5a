import { tracks } from '../../../charts/tracks.ts';

/** Places of tiles from the left, in as few lines as it takes for none to be narrower than `least` or to lie on a seam. */
export function tileRows(space: {
  width: number;
  tiles: number;
  least: number;
  seams: readonly number[];
  gutter: number;
}): { left: number; width: number; line: number }[] {
  const { width, tiles, least, seams, gutter } = space;
  for (let lines = 1; lines <= tiles; lines++) {
    const across = Math.ceil(tiles / lines);
    const { size, starts } = tracks({
      ...{ length: width, groups: [across], gap: 0, largest: width / across, seams, gutter },
    });
    if (size >= least || across === 1)
      return Array.from({ length: tiles }, (_, index) => ({
        left: starts[index % across] ?? 0,
        width: size,
        line: Math.floor(index / across),
      }));
  }
  return [];
}
