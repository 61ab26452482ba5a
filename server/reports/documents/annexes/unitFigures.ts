import type { Annex, AnnexId } from '../annex.ts';
import { figuresTable, type ColumnGroup } from '../figuresTable.ts';
import type { Paper } from '../paper.ts';

const words = {
  zh: {
    volume: '办件量',
    time: '时限',
    findings: '疑点核实',
    followup: '督办整改',
    service: '服务',
    region: { id: 'regionFigures', first: '区县', sheet: '区县主要指标', caption: '各区县主要指标' },
    department: { id: 'departmentFigures', first: '部门', sheet: '部门主要指标', caption: '各部门主要指标' },
    item: { id: 'items', first: '事项', sheet: '事项主要指标', caption: '各事项主要指标' },
    due: (span: string) => `（统计期间${span}）`,
    note: (whole: string) =>
      `注：首行为${whole}。比率样本不足的，列出但不比较。并联审批按部门计子件，各部门之和可以大于${whole}。`,
    itemNote: (shown: number, all: number) =>
      `注：共${all}个事项有办件，按办结件数列前${shown}个。比率样本不足的，列出但不比较。`,
  },
  en: {
    volume: 'Volume',
    time: 'Timeliness',
    findings: 'Findings',
    followup: 'Follow-up',
    service: 'Service',
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
    itemNote: (shown: number, all: number) =>
      `By cases concluded, most first: ${shown} of ${all} items that had cases. Shares of too few cases are shown and not compared.`,
  },
} as const;

/** The main figures of every region, department or item under two levels of headers. */
export function unitFigures(paper: Paper, by: 'region' | 'department' | 'item'): Annex | null {
  const all = paper.codes(by);
  if (all.length === 0) return null;
  const codes = by === 'item' ? mostUsed(paper, all) : all;
  const said = words[paper.tongue.language];
  const { id, first, sheet, caption } = said[by];
  const table = figuresTable(paper, {
    id,
    sheet,
    caption: caption + said.due(paper.tongue.span(paper.snapshot.period)),
    by,
    codes,
    first,
    firstWidth: by === 'region' ? 12 : 18,
    groups: by === 'item' ? itemGroups(paper) : unitGroups(paper),
    withWhole: by !== 'item' && !paper.isExtract,
    notes: [by === 'item' ? said.itemNote(codes.length, all.length) : said.note(paper.place)],
  });
  return { id: id satisfies AnnexId, blocks: [{ kind: 'table', table }] };
}

function unitGroups(paper: Paper): ColumnGroup[] {
  const said = words[paper.tongue.language];
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
      columns: [
        ['onTimeRate', 'n'],
        ['onTimeRate', 'value'],
        ['onTimeRate', 'previous'],
        ['overdueOpen', 'value'],
      ],
    },
    {
      header: said.findings,
      columns: [
        ['flagged', 'value'],
        ['confirmed', 'value'],
        ['confirmedPerThousand', 'value'],
      ],
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
  const said = words[paper.tongue.language];
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
      columns: [
        ['onTimeRate', 'n'],
        ['onTimeRate', 'value'],
        ['onTimeRate', 'previous'],
        ['handlingMean', 'value'],
        ['overdueOpen', 'value'],
      ],
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

const mostItems = 100;

/** Items by their concluded cases, most first, equal ones by code. */
function mostUsed(paper: Paper, codes: readonly string[]): string[] {
  const concluded = (code: string): number => paper.figure('item', code, 'concluded')?.now.n ?? 0;
  return codes.toSorted((a, b) => concluded(b) - concluded(a) || (a < b ? -1 : 1)).slice(0, mostItems);
}
