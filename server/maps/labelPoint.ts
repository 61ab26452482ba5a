import type { Polygon, Position } from '#contract/map';
import { ringArea } from './ringArea.ts';

const across = 24;

/**
 * Where a name stands: of a grid of places inside the largest polygon the one farthest from its border. The middle of
 * mass lies outside of a region that is bent.
 */
export function labelPoint(polygons: readonly Polygon[]): Position {
  const area = (polygon: Polygon | undefined) => Math.abs(ringArea(polygon?.[0] ?? []));
  const largest = polygons.reduce<Polygon>((best, each) => (area(each) > area(best) ? each : best), []);
  const outer = largest[0] ?? [];
  const xs = outer.map(([longitude]) => longitude);
  const ys = outer.map(([, latitude]) => latitude);
  const [west, south] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - west, Math.max(...ys) - south];
  const narrow = Math.cos(((south + height / 2) * Math.PI) / 180);
  let best: Position = outer[0] ?? [0, 0];
  let room = 0;
  for (let row = 0; row < across; row++)
    for (let column = 0; column < across; column++) {
      const place: Position = [
        west + ((column + 0.5) / across) * width,
        south + ((row + 0.5) / across) * height,
      ];
      const free = isInside(place, largest) ? distanceTo(place, largest, narrow) : 0;
      if (free > room) [best, room] = [place, free];
    }
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  return [round(best[0]), round(best[1])];
}

/** Crossing an odd number of borders on the way west. */
function isInside([x, y]: Position, polygon: Polygon): boolean {
  let inside = false;
  for (const ring of polygon)
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[index + 1] ?? [ax, ay];
      if (ay > y !== by > y && x > ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  return inside;
}

function distanceTo([x, y]: Position, polygon: Polygon, narrow: number): number {
  let least = Infinity;
  for (const ring of polygon)
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[index + 1] ?? [ax, ay];
      const [dx, dy] = [(bx - ax) * narrow, by - ay];
      const [px, py] = [(x - ax) * narrow, y - ay];
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
      least = Math.min(least, Math.hypot(px - along * dx, py - along * dy));
    }
  return least;
}
