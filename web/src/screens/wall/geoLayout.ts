import type { RegionShape } from '#contract/map';
import { coveredCells } from '../../charts/coveredCells.ts';
import { boundsOf, fitted, projection } from '../../charts/mapFrame.ts';
import type { Frame } from '../../charts/mapFrame.ts';
import { largestFree } from './largestFree.ts';

/** A region's place on the map: its name's box, or a square where there is no room for the name. */
export interface GeoPlace extends Frame {
  named: boolean;
}

export interface GeoLayout {
  /** Where the map itself is drawn. */
  map: Frame;
  /** Of each shape in turn. */
  places: GeoPlace[];
  /** Where the pop-up card stands: over no shape, or beside the map. */
  card: Frame;
}

export interface Seams {
  x: readonly number[];
  y: readonly number[];
}

/** In rem: the card's least size, a square of the search, a name's line with its glyph below, the number's line. */
const card = { width: 27, height: 13.5 };
const square = 1.5;
const line = 4.2;
const numberLine = 3.4;

/**
 * Lays a map out in a room: as large as it gets while the card finds a place over no shape, or beside or above it.
 * @param names as many as shapes; what cannot be named without running into another is not, the small ones first
 * @param room its `rem` in px; all else is in px from its upper left. Its lowest line is kept for the approval number
 * @param seams of the panels: no name stands on one
 */
export function geoLayout(
  shapes: readonly RegionShape[],
  names: readonly string[],
  room: Readonly<{ width: number; height: number; rem: number }>,
  seams: Seams = { x: [], y: [] },
): GeoLayout {
  const { width, rem } = room;
  const height = room.height - numberLine * rem;
  const bounds = boundsOf(shapes);
  const whole = fitted(bounds, { left: 0, top: 0, width, height });
  const needed = { width: card.width * rem, height: card.height * rem };
  const free = freePlace(shapes, whole, { width, height, cell: square * rem }, needed);
  if (free) return { map: whole, places: placesOf(shapes, names, whole, rem, seams), card: free };
  const beside = fitted(bounds, {
    left: needed.width,
    top: 0,
    width: Math.max(1, width - needed.width),
    height,
  });
  const below = fitted(bounds, {
    left: 0,
    top: needed.height,
    width,
    height: Math.max(1, height - needed.height),
  });
  const isBeside = beside.width >= below.width;
  const map = isBeside ? beside : below;
  return {
    map,
    places: placesOf(shapes, names, map, rem, seams),
    card: { left: 0, top: 0, width: isBeside ? needed.width : width, height: needed.height },
  };
}

function freePlace(
  shapes: readonly RegionShape[],
  map: Frame,
  room: { width: number; height: number; cell: number },
  needed: { width: number; height: number },
): Frame | null {
  const { cell } = room;
  const grid = { columns: Math.floor(room.width / cell), rows: Math.floor(room.height / cell), cell };
  const place = projection(boundsOf(shapes), map);
  const rings = shapes.flatMap(({ geometry }) =>
    geometry.coordinates.flat().map((ring) => ring.map((position) => place(position))),
  );
  const covered = coveredCells(rings, grid);
  const least = { columns: Math.ceil(needed.width / cell), rows: Math.ceil(needed.height / cell) };
  const found = largestFree(grid, least, (column, row) => covered[row * grid.columns + column] === true);
  if (!found) return null;
  const { column, row, columns, rows } = found;
  return { left: column * cell, top: row * cell, width: columns * cell, height: rows * cell };
}

function placesOf(
  shapes: readonly RegionShape[],
  names: readonly string[],
  map: Frame,
  rem: number,
  seams: Seams,
): GeoPlace[] {
  const place = projection(boundsOf(shapes), map);
  const places: GeoPlace[] = shapes.map(({ properties }) => {
    const [x, y] = place(properties.label);
    return {
      left: x - (line * rem) / 2,
      top: y - (line * rem) / 2,
      width: line * rem,
      height: line * rem,
      named: false,
    };
  });
  const largestFirst = shapes
    .map((shape, index) => ({ index, size: sizeOf(shape) }))
    .sort((a, b) => b.size - a.size || a.index - b.index);
  for (const { index } of largestFirst) {
    const [x, y] = place(shapes[index]?.properties.label ?? [0, 0]);
    const width = textWidth(names[index] ?? '') * 2.4 * rem;
    const height = line * rem;
    const box = { left: x - width / 2, top: y - height / 2, width, height, named: true };
    const fits = places.every((other, nth) => nth === index || !other.named || !overlap(box, other));
    if (fits && !isCut(box, seams)) places[index] = box;
  }
  return places;
}

const isCut = ({ left, top, width, height }: Frame, { x, y }: Seams): boolean =>
  x.some((seam) => seam > left && seam < left + width) || y.some((seam) => seam > top && seam < top + height);

/** Of its box, in degrees. */
function sizeOf(shape: RegionShape): number {
  const [[west, south], [east, north]] = boundsOf([shape]).corners;
  return (east - west) * (north - south);
}

/** In em: Chinese characters are square, others about half. */
const textWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.62), 0);

const overlap = (a: Frame, b: Frame): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;
