import type { WallRegion } from '#contract/wall';
import { largestFree } from './largestFree.ts';
import type { Place } from './largestFree.ts';

export interface Tile {
  /** Index into the snapshot's `regions`. */
  region: number;
  column: number;
  row: number;
}

export interface TilePlan {
  columns: number;
  rows: number;
  tiles: Tile[];
  /** Where the pop-up card stands: always the same, and over no tile. */
  card: Place;
}

const cardColumns = 6;
const cardRows = 2;

/** Regions at their places in the catalogue; those without one fill free places from the bottom left. */
export function tilePlan(regions: readonly WallRegion[]): TilePlan {
  const placed = regions.flatMap((region, index) =>
    region.tile ? [{ region: index, column: region.tile[0], row: region.tile[1] }] : [],
  );
  const left = Math.min(...placed.map((tile) => tile.column), Infinity);
  const top = Math.min(...placed.map((tile) => tile.row), Infinity);
  const tiles: Tile[] = placed.map((tile) => ({ ...tile, column: tile.column - left, row: tile.row - top }));
  const homeless = regions.flatMap((region, index) => (region.tile ? [] : [index]));
  const columns = Math.max(
    cardColumns + 1,
    placed.length === 0 ? Math.ceil(Math.sqrt(homeless.length * 1.4)) : 0,
    ...tiles.map((tile) => tile.column + 1),
  );
  let rows = Math.max(1, ...tiles.map((tile) => tile.row + 1));
  const isTaken = (column: number, row: number) =>
    tiles.some((tile) => tile.column === column && tile.row === row);

  const start = placed.length === 0 ? 0 : rows - 1;
  for (let row = start, column = 0; homeless.length > 0; column++) {
    if (column === columns) {
      column = 0;
      row++;
    }
    rows = Math.max(rows, row + 1);
    if (!isTaken(column, row)) tiles.push({ region: homeless.shift() ?? 0, column, row });
  }

  const free = largestFree({ columns, rows }, { columns: cardColumns, rows: cardRows }, isTaken);
  if (free) return { columns, rows, tiles, card: free };
  const lowered = tiles.map((tile) => ({ ...tile, row: tile.row + cardRows }));
  return {
    columns,
    rows: rows + cardRows,
    tiles: lowered,
    card: { column: 0, row: 0, columns, rows: cardRows },
  };
}
