import type { Heatmap } from '#contract/answerSchema';
import type { HeatmapQuery } from '#contract/querySchema';
import type { Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CellRow } from './heatmapStore.ts';

type Named = Heatmap['rows'][number];

/**
 * Gives cells their rows and columns. Every region and kind in scope has its place though nothing happened there,
 * and a code the catalogue does not know keeps its own: nothing is lost. Rates are divided here, after adding up.
 */
export function arrangeHeatmap(
  cells: readonly CellRow[],
  { metric, columns }: Pick<HeatmapQuery, 'metric' | 'columns'>,
  catalogue: Catalogue,
  scope: Scope,
): Pick<Heatmap, 'rows' | 'columns' | 'cells'> {
  const placed = cells.map((cell) => ({ ...cell, key: columnOf(cell.key, columns, catalogue) }));
  const rows = axis(
    regionsOf(catalogue, scope),
    placed.map((cell) => cell.region),
  );
  const across = axis(
    columnsOf(columns, placed, catalogue),
    placed.map((cell) => cell.key),
  );
  const sums = new Map<string, Heatmap['cells'][number]>();
  for (const { region, key, value, n } of placed) {
    const at = { row: rows.indexOf(region), column: across.indexOf(key) };
    const before = sums.get(`${at.row} ${at.column}`);
    sums.set(`${at.row} ${at.column}`, {
      ...at,
      value: (before?.value ?? 0) + value,
      n: (before?.n ?? 0) + n,
    });
  }
  const all = [...sums.values()].sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    rows: rows.entries,
    columns: across.entries,
    cells: metric === 'on_time_rate' ? all.filter((cell) => cell.n > 0).map(asRate) : all,
  };
}

const asRate = (cell: Heatmap['cells'][number]): Heatmap['cells'][number] => ({
  ...cell,
  value: cell.value / cell.n,
});

const columnOf = (key: string, columns: HeatmapQuery['columns'], catalogue: Catalogue): string =>
  columns === 'department_kind' ? (catalogue.department(key)?.kind ?? '') : key;

function axis(
  known: readonly Named[],
  used: readonly string[],
): { entries: Named[]; indexOf(code: string): number } {
  const codes = new Set(known.map(({ code }) => code));
  const unknown = [...new Set(used)].filter((code) => !codes.has(code)).sort();
  const entries = [...known, ...unknown.map((code) => ({ code, name: code, shortName: code }))];
  const places = new Map(entries.map(({ code }, index) => [code, index]));
  return { entries, indexOf: (code) => places.get(code) ?? -1 };
}

const named = ({ code, name, shortName }: Named): Named => ({ code, name, shortName });
const byOrder = (a: { order: number; code: string }, b: { order: number; code: string }): number =>
  a.order - b.order || (a.code < b.code ? -1 : 1);

const regionsOf = (catalogue: Catalogue, scope: Scope): Named[] =>
  catalogue.regions
    .filter(({ code, kind }) => (scope.regions === null ? kind !== 'city' : scope.regions.includes(code)))
    .toSorted(byOrder)
    .map(named);

function columnsOf(
  columns: HeatmapQuery['columns'],
  cells: readonly CellRow[],
  catalogue: Catalogue,
): Named[] {
  const used = new Set(cells.map((cell) => cell.key));
  switch (columns) {
    case 'hour':
      return Array.from({ length: 24 }, (_, hour) => ({
        code: `${hour}`,
        name: `${hour}:00`,
        shortName: `${hour}`,
      }));
    case 'department_kind':
      return catalogue.departmentKinds.toSorted(byOrder).map(named);
    case 'department':
      return catalogue.departments.filter(({ code }) => used.has(code)).map(named);
    case 'item':
      return [...used].sort().flatMap((code) => {
        const item = catalogue.newestItem(code);
        return item === undefined ? [] : [{ code, name: item.name, shortName: item.shortName ?? item.name }];
      });
  }
}
