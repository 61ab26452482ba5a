import type { HeatCell } from '../../charts/heatCell.ts';
import type { WallState } from '#contract/wall';
import { ofFigures } from './matrixMetric.ts';
import type { MatrixMetric } from './matrixMetric.ts';
import type { RegionColumn } from './regionColumns.ts';
import type { Silence } from './silence.ts';

/** A row: one kind of department, or those whose kind the catalogue does not know. */
export interface KindRow {
  /** Short name; null for the unknown kinds. */
  name: string | null;
  codes: string[];
}

/** Kinds that have departments, in the catalogue's order, unknown kinds together in a last row. */
export function kindRows(state: Pick<WallState, 'departments' | 'departmentKinds'>): KindRow[] {
  const alive = new Set(state.departments.map((department) => department.kind));
  const known = new Set(state.departmentKinds.map((kind) => kind.code));
  const rows: KindRow[] = state.departmentKinds
    .filter((kind) => alive.has(kind.code))
    .sort((a, b) => a.order - b.order)
    .map((kind) => ({ name: kind.shortName, codes: [kind.code] }));
  const strangers = [...alive].filter((code) => !known.has(code));
  return strangers.length > 0 ? [...rows, { name: null, codes: strangers }] : rows;
}

export type UnscaledCell = Omit<HeatCell, 'step'>;

/** Region × kind of department: a count, with what is open past promise or law. */
export function departmentMatrix(
  state: Pick<WallState, 'regions' | 'departments' | 'cells'>,
  columns: readonly RegionColumn[],
  rows: readonly KindRow[],
  isSilent: Silence,
  metric: MatrixMetric,
): UnscaledCell[] {
  const columnOf = new Map(columns.map((column, index) => [column.region, index]));
  const rowOf = new Map(rows.flatMap((row, index) => row.codes.map((code) => [code, index])));
  const regionOf = new Map(state.regions.map((region, index) => [region.code, index]));
  const cells = columns.flatMap((_, column) =>
    rows.map((__, row): UnscaledCell => ({ column, row, kind: 'none', value: 0, mark: null })),
  );
  const heard = new Set<UnscaledCell>();
  const at = (region: number | undefined, kind: string): UnscaledCell | undefined => {
    const column = region === undefined ? undefined : columnOf.get(region);
    const row = rowOf.get(kind);
    return column === undefined || row === undefined ? undefined : cells[column * rows.length + row];
  };

  for (const department of state.departments) {
    const cell = at(regionOf.get(department.region), department.kind);
    if (!cell) continue;
    if (!isSilent(department.region, department.code)) heard.add(cell);
    cell.kind = heard.has(cell) ? 'value' : 'silent';
  }
  for (const [region, departmentIndex, figures] of state.cells) {
    const [, , , , overdue = 0, statutory = 0] = figures;
    const department = state.departments[departmentIndex];
    const cell = department && at(region, department.kind);
    if (!cell) continue;
    if (cell.kind === 'none') cell.kind = 'value';
    cell.value += ofFigures(figures, metric);
    if (statutory > 0) cell.mark = 'law';
    else if (overdue > 0) cell.mark ??= 'promise';
  }
  return cells;
}
