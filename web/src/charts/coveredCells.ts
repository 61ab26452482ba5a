/**
 * Which squares of a grid polygons touch.
 * @param rings closed, in px from the grid's upper left; overlapping ones leave holes as even-odd does
 * @returns row by row, `columns` of them each
 */
export function coveredCells(
  rings: readonly (readonly (readonly [x: number, y: number])[])[],
  grid: { columns: number; rows: number; cell: number },
): boolean[] {
  const { columns, rows, cell } = grid;
  const covered = Array.from({ length: columns * rows }, () => false);
  const cover = (column: number, row: number) => {
    if (column >= 0 && column < columns && row >= 0 && row < rows) covered[row * columns + column] = true;
  };
  const crossings = Array.from({ length: rows }, (): number[] => []);
  for (const ring of rings)
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[index + 1] ?? [ax, ay];
      const steps = Math.ceil(Math.hypot(bx - ax, by - ay) / (cell / 4));
      for (let step = 0; step <= steps; step++) {
        const along = steps === 0 ? 0 : step / steps;
        cover(Math.floor((ax + (bx - ax) * along) / cell), Math.floor((ay + (by - ay) * along) / cell));
      }
      const [first, last] = [Math.ceil(Math.min(ay, by) / cell - 0.5), Math.max(ay, by) / cell - 0.5];
      for (let row = Math.max(0, first); row < last && row < rows; row++) {
        const y = (row + 0.5) * cell;
        crossings[row]?.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    }
  for (const [row, xs] of crossings.entries()) {
    xs.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < xs.length; pair += 2)
      for (let column = Math.floor((xs[pair] ?? 0) / cell); column < (xs[pair + 1] ?? 0) / cell; column++)
        cover(column, row);
  }
  return covered;
}
