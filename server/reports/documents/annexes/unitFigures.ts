import type { Dimension } from '#contract/reports/snapshot';
import type { Annex, AnnexId } from '../annex.ts';
import { behindFirst, firstPrinted } from '../longTable.ts';
import { figuresTable, type ColumnGroup } from '../figuresTable.ts';
import type { Paper } from '../paper.ts';
import { findingColumns, groupHeaders, rateColumns, timeColumns } from './mainColumns.ts';

const words = {
  zh: {
    region: { id: 'regionFigures', first: '区县', sheet: '区县主要指标', caption: '各区县主要指标' },
    department: { id: 'departmentFigures', first: '部门', sheet: '部门主要指标', caption: '各部门主要指标' },
    item: { id: 'items', first: '事项', sheet: '事项主要指标', caption: '各事项主要指标' },
    due: (span: string) => `（统计期间${span}）`,
    note: (whole: string) =>
      `注：首行为${whole}。比率样本不足的，列出但不比较。并联审批按部门计子件，各部门之和可以大于${whole}。`,
    itemNote: '注：事项按办结件数由多到少排列。比率样本不足的，列出但不比较。',
    gap: (n: string) => `另有${n}，见Excel版附表`,
    cut: (printed: number) => `按办结件数由多到少排列，印发时列前${printed}个，Excel版附表列出全部。`,
  },
  en: {
    region: { id: 'regionFigures', first: 'Region', sheet: 'Regions', caption: 'Main figures by region' },
    department: {
      id: 'departmentFigures',
      first: 'Department',
      sheet: 'Departments',
      caption: 'Main figures by department',
    },
    item: { id: 'items', first: 'Item', sheet: 'Items', caption: 'Main figures by item' },
    due: (span: string) => `, ${span}`,
    note: (whole: string) =>
      `The first row is ${whole}. Shares of too few cases are shown and not compared. A joint case counts once for the whole, and by department its children count.`,
    itemNote: 'By cases concluded, most first. Shares of too few cases are shown and not compared.',
    gap: (n: string) => `Another ${n}, in the Excel file`,
    cut: (printed: number) =>
      `Printed are the ${printed} with the most cases concluded, most first. The Excel file has all.`,
  },
} as const;

const counted = { region: 'regions', department: 'departments', item: 'items' } as const;

/** The main figures of every region, department or item under two levels of headers; of many the largest are printed. */
export function unitFigures(paper: Paper, by: 'region' | 'department' | 'item'): Annex | null {
  const all = paper.codes(by);
  if (all.length === 0) return null;
  const { tongue, isExtract } = paper;
  const said = words[tongue.language];
  const { id, first, sheet, caption } = said[by];
  const withWhole = by !== 'item' && !isExtract;
  const gap = (left: number): string => said.gap(tongue.count(left, counted[by]));
  // an extract is of one's own units
  const leftOut = isExtract ? null : behindFirst(all.length, gap, withWhole ? 1 : 0);
  const table = figuresTable(paper, {
    id,
    sheet,
    caption: caption + said.due(tongue.span(paper.snapshot.period)),
    by,
    codes: by === 'item' || leftOut ? mostUsed(paper, by, all) : all,
    first,
    firstWidth: by === 'region' ? 12 : 18,
    groups: by === 'item' ? itemGroups(paper) : unitGroups(paper),
    withWhole,
    notes: [
      by === 'item' ? said.itemNote : said.note(paper.place),
      ...(leftOut ? [said.cut(firstPrinted)] : []),
    ],
  });
  return {
    id: id satisfies AnnexId,
    blocks: [{ kind: 'table', table: { ...table, ...(leftOut ? { leftOut } : {}) } }],
  };
}

function unitGroups(paper: Paper): ColumnGroup[] {
  const said = groupHeaders[paper.tongue.language];
  return [
    {
      header: said.volume,
      columns: [
        ['received', 'value'],
        ['concluded', 'value'],
        ['concluded', 'previous'],
        ['inProgress', 'value'],
      ],
    },
    {
      header: said.time,
      columns: [...rateColumns, ['overdueOpen', 'value']],
    },
    {
      header: said.findings,
      columns: findingColumns,
    },
    {
      header: said.followup,
      columns: [
        ['rectifiedInTimeRate', 'n'],
        ['rectifiedInTimeRate', 'value'],
        ['appealed', 'value'],
      ],
    },
    {
      header: said.service,
      columns: [
        ['rated', 'value'],
        ['goodRate', 'value'],
      ],
    },
  ];
}

function itemGroups(paper: Paper): ColumnGroup[] {
  const said = groupHeaders[paper.tongue.language];
  return [
    {
      header: said.volume,
      columns: [
        ['received', 'value'],
        ['concluded', 'value'],
      ],
    },
    {
      header: said.time,
      columns: timeColumns,
    },
    {
      header: said.findings,
      columns: [
        ['flagged', 'value'],
        ['confirmed', 'value'],
      ],
    },
  ];
}

/** By their concluded cases, most first, equal ones by code. */
function mostUsed(paper: Paper, by: Dimension, codes: readonly string[]): string[] {
  const concluded = new Map(codes.map((code) => [code, paper.figure(by, code, 'concluded')?.now.n ?? 0]));
  const of = (code: string): number => concluded.get(code) ?? 0;
  return codes.toSorted((a, b) => of(b) - of(a) || (a < b ? -1 : 1));
}
