import type { IndicatorId, IndicatorUnit } from '#contract/reports/indicator';
import type { Cell, Column, ColumnKind, ReportTable, TableRow } from '#contract/reports/reportDocument';
import type { Dimension } from '#contract/reports/snapshot';
import { columnWidth } from './columnWidth.ts';
import { columnHeader, type Shown } from './columnHeader.ts';
import type { Paper } from './paper.ts';
import { changeValue, whole, type Place } from './told.ts';

/** A figure and what of it a column shows; `n` of a share is what it was observed on. */
export type ColumnSpec = readonly [id: IndicatorId, shows: Shown];

export interface ColumnGroup {
  /** The upper level of the header; left out: one level. */
  header?: string;
  columns: readonly ColumnSpec[];
}

/** Figures of many places, one row each, the whole first where it is wanted. */
export function figuresTable(
  paper: Paper,
  table: Pick<ReportTable, 'id' | 'sheet' | 'caption' | 'notes'> & {
    by: Dimension;
    codes: readonly string[];
    /** What the first column holds. */
    first: string;
    firstWidth?: number;
    groups: readonly ColumnGroup[];
    withWhole?: boolean;
  },
): ReportTable {
  const specs = table.groups.flatMap(({ header, columns }) =>
    columns
      .filter(([, shows]) => (shows !== 'previous' && shows !== 'lastYear') || paper.has[shows])
      .map((spec) => ({ spec, group: header })),
  );
  const places: Place[] = [
    ...(table.withWhole ? [whole] : []),
    ...table.codes.map((code) => ({ by: table.by, code })),
  ];
  return {
    id: table.id,
    sheet: table.sheet,
    caption: table.caption,
    columns: [
      { key: 'name', header: table.first, kind: 'text', width: table.firstWidth ?? 14 },
      ...specs.map(({ spec, group }) => columnOf(paper, spec, group)),
    ],
    rows: places.map((place): TableRow => ({
      cells: [
        { value: paper.name(place.by, place.code) },
        ...specs.map(({ spec }) => cellOf(paper, spec, place)),
      ],
    })),
    notes: table.notes,
  };
}

function columnOf(paper: Paper, [id, shows]: ColumnSpec, group: string | undefined): Column {
  const indicator = paper.indicator(id);
  const unit = indicator?.unit ?? 'cases';
  const kind = kindOf(unit, shows);
  const header = columnHeader(id, shows, unit, paper.tongue.language);
  return {
    key: `${id}.${shows}`,
    header,
    ...(group === undefined ? {} : { group }),
    kind,
    ...(kind === 'decimal' ? { decimals: indicator?.decimals ?? 1 } : {}),
    ...(shows === 'previous' || shows === 'lastYear' ? { compares: shows } : {}),
    ...(kind === 'share' ? { n: nOf[id] ?? `${id}.n` } : {}),
    width: columnWidth(header, 8),
  };
}

/** Shares whose n is the figure of another column. */
const nOf: Readonly<Partial<Record<IndicatorId, string>>> = {
  goodRate: 'rated.value',
  badCalledBackRate: 'badRectifiedRate.n',
};

function kindOf(unit: IndicatorUnit, shows: Shown): ColumnKind {
  const isShare = unit === 'share';
  if (shows === 'n') return 'count';
  if (shows !== 'value') return isShare ? 'points' : 'change';
  if (isShare) return 'share';
  return unit === 'workdays' || unit === 'perThousand' ? 'decimal' : 'count';
}

function cellOf(paper: Paper, [id, shows]: ColumnSpec, place: Place): Cell {
  const observed = paper.figure(place.by, place.code, id);
  if (!observed) return { value: null };
  const figure = { ...place, indicator: id };
  if (shows === 'n') return { value: observed.now.n, figure };
  if (shows === 'value') return { value: observed.now.value, figure };
  return { value: changeValue(paper, id, place, shows), figure };
}
