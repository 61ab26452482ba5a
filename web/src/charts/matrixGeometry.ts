export interface MatrixGeometry {
  width: number;
  height: number;
  /** Left edge of each column, CSS px. */
  columns: number[];
  columnWidth: number;
  rowHeight: number;
  /** Left edge and width of each group of columns. */
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
}

/** Where the columns and rows of a matrix lie, so that canvas and labels agree to the pixel. */
export function matrixGeometry(space: MatrixSpace): MatrixGeometry {
  const count = space.groups.reduce((sum, size) => sum + size, 0);
  const gaps = space.gap * Math.max(0, space.groups.length - 1);
  const columnWidth = count === 0 ? 0 : Math.min(space.maxColumn, (space.width - gaps) / count);
  const rowHeight = space.rows === 0 ? 0 : Math.min(space.maxRow, space.height / space.rows);
  const columns: number[] = [];
  const groups: MatrixGeometry['groups'] = [];
  let left = 0;
  for (const size of space.groups) {
    groups.push({ left, width: size * columnWidth });
    for (let index = 0; index < size; index++) columns.push(left + index * columnWidth);
    left += size * columnWidth + space.gap;
  }
  return { width: space.width, height: space.height, columns, columnWidth, rowHeight, groups };
}
