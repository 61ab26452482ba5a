import type { WallState } from '#contract/wall';
import { kindRows } from './departmentMatrix.ts';
import type { KindRow } from './departmentMatrix.ts';
import type { MatrixMetric } from './matrixMetric.ts';
import { columnPages, regionColumns } from './regionColumns.ts';
import type { RegionColumn } from './regionColumns.ts';

interface Page {
  key: string;
  columns: RegionColumn[];
  metric: MatrixMetric;
  seconds: number;
}
export type MatrixView = Page & ({ kind: 'departments'; rows: KindRow[] } | { kind: 'hours' });

/** A page of its own for one of the two, or both in turn on the overview. */
export type MatrixPage = 'departments' | 'hours' | null;

const firstSeconds = 24;
const otherSeconds = 12;
const metrics: Record<'departments' | 'hours', MatrixMetric[]> = {
  departments: ['submitted', 'overdue', 'concluded'],
  hours: ['submitted', 'concluded'],
};

/**
 * The views the matrix turns through: kinds of department in the catalogue's order, on as many pages as it takes
 * so that type is never shrunk and nothing left out, then the hours. A page of its own turns through the counts too.
 * @param rows how many rows a page has room for
 * @param columns how many columns
 */
export function matrixViews(
  state: Pick<WallState, 'regions' | 'departments' | 'departmentKinds'>,
  rows: number,
  columns: number,
  page: MatrixPage = null,
): MatrixView[] {
  if (rows < 1 || columns < 1) return [];
  const across = columnPages(regionColumns(state.regions), columns);
  const kinds = kindRows(state);
  const size = Math.ceil(kinds.length / Math.ceil(kinds.length / rows));
  const pages = kinds.length === 0 ? 0 : Math.ceil(kinds.length / size);
  const parts = Array.from({ length: pages }, (_, part) => kinds.slice(part * size, (part + 1) * size));
  const seconds = (isFirst: boolean) => (isFirst ? firstSeconds : otherSeconds);
  const departments = (metric: MatrixMetric) =>
    parts.flatMap((list, part) =>
      across.map((columnList, turn): MatrixView => ({
        ...{ key: `departments ${metric} ${part} ${turn}`, kind: 'departments', metric },
        ...{ rows: list, columns: columnList, seconds: seconds(part === 0 && turn === 0) },
      })),
    );
  const hours = (metric: MatrixMetric) =>
    across.map((columnList, turn): MatrixView => ({
      ...{ key: `hours ${metric} ${turn}`, kind: 'hours', metric },
      ...{ columns: columnList, seconds: seconds(page === 'hours' && turn === 0) },
    }));
  if (page === null) return [...departments('submitted'), ...hours('submitted')];
  return metrics[page].flatMap(page === 'hours' ? hours : departments);
}
