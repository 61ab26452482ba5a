import type { Ring } from '#contract/map';

/** Square degrees of longitude × latitude, positive counter-clockwise. */
export function ringArea(ring: Ring): number {
  let twice = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[index + 1] ?? [x, y];
    twice += x * nextY - nextX * y;
  }
  return twice / 2;
}
