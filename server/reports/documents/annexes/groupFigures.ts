import type { Annex, AnnexId } from '../annex.ts';
import { figuresTable, type ColumnGroup } from '../figuresTable.ts';
import type { Paper } from '../paper.ts';
import { findingColumns, groupHeaders, timeColumns } from './mainColumns.ts';

const words = {
  zh: {
    itemType: { id: 'itemTypes', first: '事项类型', sheet: '事项类型主要指标', caption: '各类事项主要指标' },
    level: { id: 'levels', first: '层级', sheet: '层级主要指标', caption: '各层级主要指标' },
    span: (span: string) => `（统计期间${span}）`,
    note: (whole: string) => `注：首行为${whole}。比率样本不足的，列出但不比较。`,
  },
  en: {
    itemType: {
      id: 'itemTypes',
      first: 'Type',
      sheet: 'Types of items',
      caption: 'Main figures by type of item',
    },
    level: { id: 'levels', first: 'Level', sheet: 'Levels', caption: 'Main figures by level of government' },
    span: (span: string) => `, ${span}`,
    note: (whole: string) => `The first row is ${whole}. Shares of too few cases are shown and not compared.`,
  },
} as const;

/** The main figures of every type of item, or of every level of government; of one alone there is nothing to tell apart. */
export function groupFigures(paper: Paper, by: 'itemType' | 'level'): Annex | null {
  const codes = paper.codes(by);
  if (paper.isExtract || codes.length < 2) return null;
  const { tongue, place, snapshot } = paper;
  const said = words[tongue.language];
  const { id, first, sheet, caption } = said[by];
  const table = figuresTable(paper, {
    id,
    sheet,
    caption: caption + said.span(tongue.span(snapshot.period)),
    by,
    codes,
    first,
    groups: groups(paper),
    withWhole: true,
    notes: [said.note(place)],
  });
  return { id: id satisfies AnnexId, blocks: [{ kind: 'table', table }] };
}

function groups(paper: Paper): ColumnGroup[] {
  const said = groupHeaders[paper.tongue.language];
  return [
    {
      header: said.volume,
      columns: [
        ['received', 'value'],
        ['concluded', 'value'],
        ['concluded', 'previous'],
      ],
    },
    {
      header: said.time,
      columns: timeColumns,
    },
    {
      header: said.findings,
      columns: findingColumns,
    },
    {
      header: said.service,
      columns: [
        ['onlineRate', 'n'],
        ['onlineRate', 'value'],
        ['rated', 'value'],
        ['goodRate', 'value'],
      ],
    },
  ];
}
