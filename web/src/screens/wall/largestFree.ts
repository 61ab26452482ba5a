/** A rectangle of a grid, in its squares. */
export interface Place {
  column: number;
  row: number;
  columns: number;
  rows: number;
}

/** The largest empty rectangle of at least a size; the upper one of equals, then the left one. */
export function largestFree(
  grid: { columns: number; rows: number },
  least: { columns: number; rows: number },
  isTaken: (column: number, row: number) => boolean,
): Place | null {
  let best: Place | null = null;
  for (let row = 0; row + least.rows <= grid.rows; row++) {
    for (let column = 0; column + least.columns <= grid.columns; column++) {
      let width = grid.columns - column;
      for (let height = 1; row + height <= grid.rows; height++) {
        let run = 0;
        while (run < width && !isTaken(column + run, row + height - 1)) run++;
        width = run;
        if (width < least.columns) break;
        if (height >= least.rows && width * height > (best ? best.columns * best.rows : 0))
          best = { column, row, columns: width, rows: height };
      }
    }
  }
  return best;
}
