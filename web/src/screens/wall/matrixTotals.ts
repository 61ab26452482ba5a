import type { WallState } from '#contract/wall';
import type { HourRow } from './hourMatrix.ts';
import { ofFigures, ofHour } from './matrixMetric.ts';
import type { MatrixMetric } from './matrixMetric.ts';
import type { MatrixView } from './matrixViews.ts';
import type { RegionColumn } from './regionColumns.ts';

/** Sums over the whole room, also of rows and columns that another page of the matrix shows. */
export interface MatrixTotals {
  columns: number[];
  /** null: an hour that has not come. */
  rows: (number | null)[];
}

type Part = Pick<WallState, 'departments' | 'cells' | 'hours'>;

/**
 * Totals of a view's regions and rows. A region's counts of the day are those of its hours, in which children of joint
 * cases are their parent's; a kind of department has its own share in each.
 * @param now the hour that runs
 */
export function matrixTotals(
  state: Part,
  view: MatrixView,
  lines: readonly HourRow[],
  now: number,
): MatrixTotals {
  const { metric } = view;
  const columns = regionTotals(state, view.columns, metric);
  if (view.kind === 'hours') {
    const rows = lines.map(({ from }): number | null => (from > now ? null : 0));
    for (const hour of state.hours) {
      const row = lines.findIndex(({ from, to }) => hour[1] >= from && hour[1] < to);
      if (row >= 0) rows[row] = (rows[row] ?? 0) + ofHour(hour, metric);
    }
    return { columns, rows };
  }
  const rowOf = new Map(view.rows.flatMap((row, index) => row.codes.map((code) => [code, index])));
  const rows = view.rows.map(() => 0);
  for (const [, department, figures] of state.cells) {
    const row = rowOf.get(state.departments[department]?.kind ?? '');
    if (row !== undefined) rows[row] = (rows[row] ?? 0) + ofFigures(figures, metric);
  }
  return { columns, rows };
}

function regionTotals(state: Part, columns: readonly RegionColumn[], metric: MatrixMetric): number[] {
  const totals = new Map<number, number>();
  const add = (region: number, count: number) => totals.set(region, (totals.get(region) ?? 0) + count);
  if (metric === 'overdue')
    for (const [region, , figures] of state.cells) add(region, ofFigures(figures, metric));
  else for (const hour of state.hours) add(hour[0], ofHour(hour, metric));
  return columns.map(({ region }) => totals.get(region) ?? 0);
}
