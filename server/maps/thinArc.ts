import type { Position } from '#contract/map';

/**
 * Leaves out positions whose absence moves the line by no more than `tolerance` (Douglas–Peucker); the ends stay. Of an
 * arc that ends where it begins at least four positions stay, so that an area remains.
 * @param tolerance degrees of latitude
 * @param narrow how much shorter a degree of longitude is there: the cosine of the latitude
 */
export function thinArc(arc: readonly Position[], tolerance: number, narrow: number): Position[] {
  const flat = arc.map(([longitude, latitude]): Position => [longitude * narrow, latitude]);
  const last = arc.length - 1;
  const kept = new Set([0, last]);
  const spans: [from: number, to: number][] = [];
  if (isLoop(arc)) {
    const opposite = farthest(flat, 0, last).index;
    kept.add(opposite);
    const corner = [farthest(flat, 0, opposite), farthest(flat, opposite, last)].reduce((a, b) =>
      b.distance > a.distance ? b : a,
    );
    if (corner.distance > 0) kept.add(corner.index);
    spans.push([0, opposite], [opposite, last]);
  } else spans.push([0, last]);
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const { index, distance } = farthest(flat, from, to);
    if (distance <= tolerance) continue;
    kept.add(index);
    spans.push([from, index], [index, to]);
  }
  return arc.filter((_, index) => kept.has(index));
}

const isLoop = (arc: readonly Position[]): boolean =>
  arc[0]?.[0] === arc.at(-1)?.[0] && arc[0]?.[1] === arc.at(-1)?.[1];

/** Of the positions between two the first of those farthest from the line between them. */
function farthest(flat: readonly Position[], from: number, to: number): { index: number; distance: number } {
  const [ax, ay] = flat[from] ?? [0, 0];
  const [bx, by] = flat[to] ?? [0, 0];
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  let best = { index: from, distance: 0 };
  for (let index = from + 1; index < to; index++) {
    const [x, y] = flat[index] ?? [0, 0];
    const along =
      length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    const distance = Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
    if (distance > best.distance) best = { index, distance };
  }
  return best;
}
