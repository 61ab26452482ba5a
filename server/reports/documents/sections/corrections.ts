import type { Correction } from '#contract/reports/snapshot';
import type { Block } from '#contract/reports/reportDocument';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';

const words = {
  zh: {
    title: '上期数据更正',
    none: '上期已印发的数据没有更正。',
    some: (n: number) =>
      `上期印发后，因迟到数据、数据更正或者申诉成立，有${n}项数据与印发时不同，更正如下；上期通报本身不作改动。`,
    caption: '上期数据更正',
    columns: ['期间', '单位', '指标', '印发时', '样本', '更正为', '样本'],
  },
  en: {
    title: 'Corrections of the previous period',
    none: 'Nothing that was issued for the previous period has changed.',
    some: (n: number) =>
      `Since the previous report was issued, late data, amendments or appeals have changed what it said (${n} in all). The issued report stays as it is; these are the figures now.`,
    caption: 'Corrections of the previous period',
    columns: ['Period', 'Unit', 'Figure', 'As issued', 'n', 'Now', 'n'],
  },
};

/** Figures already issued that are otherwise now. */
export function corrections(paper: Paper): Section | null {
  const said = words[paper.tongue.language];
  const { corrections: changed } = paper.snapshot;
  if (changed.length === 0 && paper.isExtract) return null;
  if (changed.length === 0) return { title: said.title, blocks: [paragraph(say`${said.none}`)] };
  const keys = ['period', 'unit', 'figure', 'issued', 'issuedN', 'now', 'nowN'];
  const table: Block = {
    kind: 'table',
    table: {
      id: 'corrections',
      sheet: said.caption.slice(0, 31),
      caption: said.caption,
      columns: keys.map((key, i) => ({
        key,
        header: said.columns[i] ?? key,
        kind: key.endsWith('N') ? 'count' : 'text',
        width: i === 1 || i === 2 ? 14 : 9,
      })),
      rows: changed.map((one) => ({ cells: cellsOf(paper, one) })),
      notes: [],
    },
  };
  return { title: said.title, blocks: [paragraph(say`${said.some(changed.length)}`), table] };
}

function cellsOf(paper: Paper, { period, by, code, indicator: id, issued, now }: Correction) {
  const indicator = paper.indicator(id);
  const printed = (value: number | null): string =>
    paper.tongue.value(value, indicator ?? { unit: 'cases', decimals: 0 });
  return [
    { value: period },
    { value: paper.name(by, code) },
    { value: indicator?.name[paper.tongue.language] ?? id },
    { value: printed(issued.value) },
    { value: issued.n },
    { value: printed(now.value) },
    { value: now.n },
  ];
}
