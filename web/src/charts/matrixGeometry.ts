import { tracks } from './tracks.ts';

export interface MatrixGeometry {
  width: number;
  height: number;
  /** Left edge of each column, CSS px. */
  columns: number[];
  columnWidth: number;
  /** Top edge of each row. */
  rows: number[];
  rowHeight: number;
  /** Left edge and width of each group of columns; of one that a seam divides, its longest stretch. */
  groups: { left: number; width: number }[];
}

export interface MatrixSpace {
  width: number;
  height: number;
  /** How many columns each group has. */
  groups: readonly number[];
  rows: number;
  gap: number;
  maxColumn: number;
  maxRow: number;
  /** Where seams between panels cross, from the plot's own corner. */
  seams: { x: readonly number[]; y: readonly number[] };
  /** Kept free around each seam. */
  gutter: number;
}

/** Where the columns and rows of a matrix lie, so that canvas and labels agree to the pixel. */
export function matrixGeometry(space: MatrixSpace): MatrixGeometry {
  const { width, height, groups, gap, gutter } = space;
  const across = tracks({
    ...{ length: width, groups, gap, largest: space.maxColumn, seams: space.seams.x, gutter },
  });
  const down = tracks({
    ...{ length: height, groups: space.rows > 0 ? [space.rows] : [], gap: 0, gutter },
    ...{ largest: space.maxRow, seams: space.seams.y },
  });
  return {
    width,
    height,
    columns: across.starts,
    columnWidth: across.size,
    rows: down.starts,
    rowHeight: down.size,
    groups: stretches(across.starts, across.size, groups),
  };
}

function stretches(
  starts: readonly number[],
  size: number,
  groups: readonly number[],
): MatrixGeometry['groups'] {
  let taken = 0;
  return groups.map((count) => {
    const own = starts.slice(taken, taken + count);
    taken += count;
    let longest = { left: own[0] ?? 0, width: 0 };
    let left = longest.left;
    for (const [index, start] of own.entries()) {
      const before = own[index - 1];
      if (before !== undefined && start - before > size + 0.5) left = start;
      if (start + size - left > longest.width) longest = { left, width: start + size - left };
    }
    return longest;
  });
}
