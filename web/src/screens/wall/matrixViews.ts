import type { WallState } from '#contract/wall';
import { kindRows } from './departmentMatrix.ts';
import type { KindRow } from './departmentMatrix.ts';
import { columnPages, regionColumns } from './regionColumns.ts';
import type { RegionColumn } from './regionColumns.ts';

interface Page {
  key: string;
  columns: RegionColumn[];
  seconds: number;
}
export type MatrixView = Page & ({ kind: 'departments'; rows: KindRow[] } | { kind: 'hours' });

const firstSeconds = 24;
const otherSeconds = 12;

/**
 * The views the matrix turns through: kinds of department in the catalogue's order, on as many pages as it takes
 * so that type is never shrunk and nothing left out, then the hours.
 * @param rows how many rows a page has room for
 * @param columns how many columns
 */
export function matrixViews(
  state: Pick<WallState, 'regions' | 'departments' | 'departmentKinds'>,
  rows: number,
  columns: number,
): MatrixView[] {
  if (rows < 1 || columns < 1) return [];
  const across = columnPages(regionColumns(state.regions), columns);
  const kinds = kindRows(state);
  const size = Math.ceil(kinds.length / Math.ceil(kinds.length / rows));
  const pages = kinds.length === 0 ? 0 : Math.ceil(kinds.length / size);
  const departments = Array.from({ length: pages }, (_, page) => kinds.slice(page * size, (page + 1) * size));
  return [
    ...departments.flatMap((part, page) =>
      across.map((list, turn): MatrixView => ({
        key: `departments ${page} ${turn}`,
        kind: 'departments',
        rows: part,
        columns: list,
        seconds: page === 0 && turn === 0 ? firstSeconds : otherSeconds,
      })),
    ),
    ...across.map((list, turn): MatrixView => ({
      key: `hours ${turn}`,
      kind: 'hours',
      columns: list,
      seconds: otherSeconds,
    })),
  ];
}
