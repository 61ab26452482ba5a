import type { Polygon, Position, Ring } from '#contract/map';
import { boundaryArcs, keyOf, type Arc } from './boundaryArcs.ts';
import { ringArea } from './ringArea.ts';
import { thinArc } from './thinArc.ts';

/** The polygons of one region. */
export type Shape = readonly Polygon[];

/** The largest map of a wall is some 2,400 px high: a border may move by less than one of them. */
const finest = 1 / 3000;
/** Drawn anew up to four times a second. */
const mostPoints = 20_000;

export const pointsOf = (shapes: readonly Shape[]): number =>
  shapes.flat(2).reduce((sum, ring) => sum + ring.length, 0);

/**
 * Shapes with no more detail than a wall can show, and at most some 20,000 positions. Borders are thinned arc by arc,
 * so that neighbours keep the same line between them; specks go unless they are all there is of a region.
 */
export function simplifyShapes(shapes: readonly Shape[]): Polygon[][] {
  const rounded = shapes.map((shape) => shape.map((polygon) => polygon.map(tidy).filter(isRing)));
  let simple = rounded.map((shape) => shape.filter(([outer]) => outer !== undefined));
  const { extent, narrow } = extentOf(simple.flat(2));
  const most = Math.max(mostPoints, simple.length * 8);
  for (let tolerance = extent * finest; tolerance < extent / 10; tolerance *= 2) {
    // each time twice as far: together less than twice the last
    simple = simplifyTo(simple, tolerance, narrow);
    if (pointsOf(simple) <= most) break;
  }
  return simple;
}

/** To about a metre, each position once in a row: neighbours of different files then meet in the same places. */
function tidy(ring: Ring): Ring {
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  const rounded = ring.map(([longitude, latitude]): Position => [round(longitude), round(latitude)]);
  return rounded.filter(
    (position, index) => index === 0 || keyOf(position) !== keyOf(rounded[index - 1] ?? [0, 0]),
  );
}

const isRing = (ring: Ring): boolean => ring.length >= 4 && ringArea(ring) !== 0;

function extentOf(rings: readonly Ring[]): { extent: number; narrow: number } {
  const bounds = { west: 180, east: -180, south: 90, north: -90 };
  for (const [longitude, latitude] of rings.flat()) {
    bounds.west = Math.min(bounds.west, longitude);
    bounds.east = Math.max(bounds.east, longitude);
    bounds.south = Math.min(bounds.south, latitude);
    bounds.north = Math.max(bounds.north, latitude);
  }
  const narrow = Math.cos((((bounds.south + bounds.north) / 2) * Math.PI) / 180);
  return { extent: Math.max((bounds.east - bounds.west) * narrow, bounds.north - bounds.south), narrow };
}

function simplifyTo(shapes: readonly Shape[], tolerance: number, narrow: number): Polygon[][] {
  const rings = shapes.flat(2);
  const thin = (arc: Arc): Arc => {
    const turned = isTurned(arc);
    const thinned = thinArc(turned ? arc.toReversed() : arc, tolerance, narrow);
    return turned ? thinned.toReversed() : thinned;
  };
  const arcs = boundaryArcs(rings);
  const simple = new Map(
    rings.map((ring, nth) => {
      const joined = (arcs[nth] ?? []).flatMap((arc) => thin(arc).slice(0, -1));
      const [first] = joined;
      return [ring, first ? [...joined, first] : ring];
    }),
  );
  const speck = (2 * tolerance) ** 2;
  return shapes.map((shape) => {
    const largest = Math.max(...shape.map(([outer]) => Math.abs(ringArea(outer ?? []))));
    return shape.flatMap((polygon) => {
      const [outer = [], ...holes] = polygon;
      const thinned = simple.get(outer) ?? outer;
      const isOnly = Math.abs(ringArea(outer)) === largest;
      const isSpeck = !isRing(thinned) || Math.abs(ringArea(outer)) * narrow < speck;
      if (isSpeck && !isOnly) return [];
      const shown = holes.map((hole) => simple.get(hole) ?? hole).filter(isRing);
      return [[wound(isRing(thinned) ? thinned : outer, 1), ...shown.map((hole) => wound(hole, -1))]];
    });
  });
}

/** Of an arc and its reverse one is turned and the other is not: both are thinned in the same direction. */
function isTurned(arc: Arc): boolean {
  const forth = arc.map(keyOf);
  for (let step = 0; step < forth.length; step++) {
    const ahead = forth[step] ?? '';
    const behind = forth.at(-1 - step) ?? '';
    if (ahead !== behind) return ahead > behind;
  }
  return false;
}

/** RFC 7946: outer rings counter-clockwise, holes clockwise. */
const wound = (ring: Ring, sign: 1 | -1): Ring => (ringArea(ring) * sign >= 0 ? ring : ring.toReversed());
