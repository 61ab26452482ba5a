import type { WallHour } from '#contract/wall';
import type { UnscaledCell } from './departmentMatrix.ts';
import { ofHour } from './matrixMetric.ts';
import type { MatrixMetric } from './matrixMetric.ts';
import type { RegionColumn } from './regionColumns.ts';

/** Hours from `from` up to, not including, `to`. */
export interface HourRow {
  from: number;
  to: number;
}

/** All 24 hours where they fit, else the night in one row and the day by the hour, else steps of two or four. */
export function hourRows(most: number): HourRow[] {
  const steps = (size: number) =>
    Array.from({ length: 24 / size }, (_, index) => ({ from: index * size, to: (index + 1) * size }));
  if (most >= 24) return steps(1);
  if (most >= 17) {
    const dawn = most >= 18 ? 6 : 7;
    return [{ from: 0, to: dawn }, ...steps(1).slice(dawn, 22), { from: 22, to: 24 }];
  }
  return most >= 12 ? steps(2) : steps(4);
}

/** Region × hour: a count of today. Hours that have not come are left open rather than shown as nothing. */
export function hourMatrix(
  hours: readonly WallHour[],
  columns: readonly RegionColumn[],
  rows: readonly HourRow[],
  currentHour: number,
  silent: ReadonlySet<number>,
  metric: MatrixMetric,
): UnscaledCell[] {
  const columnOf = new Map(columns.map((column, index) => [column.region, index]));
  const cells = columns.flatMap(({ region }, column) =>
    rows.map((row, index): UnscaledCell => {
      const kind = row.from > currentHour ? 'ahead' : silent.has(region) ? 'silent' : 'value';
      return { column, row: index, kind, value: 0, mark: null };
    }),
  );
  for (const entry of hours) {
    const [region, hour] = entry;
    const column = columnOf.get(region);
    const row = rows.findIndex((candidate) => hour >= candidate.from && hour < candidate.to);
    const cell = column === undefined || row < 0 ? undefined : cells[column * rows.length + row];
    if (cell) cell.value += ofHour(entry, metric);
  }
  return cells;
}
