import type { Correction } from '#contract/reports/snapshot';
import type { Block, ReportTable } from '#contract/reports/reportDocument';
import type { Annex } from '../annex.ts';
import type { AnnexName } from '../body.ts';
import { behindFirst, firstPrinted } from '../longTable.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';

const words = {
  zh: {
    title: '上期数据更正',
    none: '上期已印发的数据没有更正。',
    some: (n: number) =>
      `上期印发后，因迟到数据、数据更正或者申诉成立，有${n}项数据与印发时不同，更正如下；上期通报本身不作改动。`,
    annexed: (annex: string) => `以下为全局数据和排名所用的按时办结率，其余见${annex}。`,
    gap: (left: number) => `另有${left}项，见Excel版附表`,
    cut: (printed: number) =>
      `注：先列全局数据和排名所用的按时办结率。更正较多，印发时列前${printed}项，Excel版附表列出全部。`,
    columns: ['期间', '单位', '指标', '印发时', '样本', '更正为', '样本'],
  },
  en: {
    title: 'Corrections of the previous period',
    none: 'Nothing that was issued for the previous period has changed.',
    some: (n: number) =>
      `Since the previous report was issued, late data, amendments or appeals have changed what it said (${n} in all). The issued report stays as it is; these are the figures now.`,
    annexed: (annex: string) =>
      ` Here are those of the whole and of the rates that are ranked; the others are in ${annex}.`,
    gap: (left: number) => `Another ${left}, in the Excel file`,
    cut: (printed: number) =>
      `Those of the whole and of the rates that are ranked come first. Printed are ${printed}; the Excel file has all.`,
    columns: ['Period', 'Unit', 'Figure', 'As issued', 'n', 'Now', 'n'],
  },
};

const mostHere = 15;

/** Figures already issued that are otherwise now: those of the whole and of rankings here, where there are many. */
export function corrections(paper: Paper, annexName: AnnexName): Section | null {
  const said = words[paper.tongue.language];
  const { corrections: changed } = paper.snapshot;
  if (changed.length === 0 && paper.isExtract) return null;
  if (changed.length === 0) return { title: said.title, blocks: [paragraph(say`${said.none}`)] };
  const isMany = changed.length > mostHere;
  const first = isMany ? changed.filter(isHeadline).slice(0, mostHere) : changed;
  const told = said.some(changed.length) + (isMany ? said.annexed(annexName('corrections')) : '');
  const blocks: Block[] = [paragraph(say`${told}`)];
  if (first.length > 0) blocks.push({ kind: 'table', table: tableOf(paper, first, 'corrections') });
  return { title: said.title, blocks };
}

/** All corrections, where there are too many for the text: what the report ranks by comes first. */
export function correctionsAnnex(paper: Paper): Annex | null {
  const { corrections: changed } = paper.snapshot;
  if (changed.length <= mostHere) return null;
  const said = words[paper.tongue.language];
  const ordered = [...changed.filter(isHeadline), ...changed.filter((one) => !isHeadline(one))];
  const table = tableOf(paper, ordered, 'all-corrections');
  const leftOut = paper.isExtract ? null : behindFirst(changed.length, said.gap);
  const shortened = leftOut ? { leftOut, notes: [said.cut(firstPrinted)] } : {};
  return { id: 'corrections', blocks: [{ kind: 'table', table: { ...table, ...shortened } }] };
}

const isHeadline = ({ by, indicator }: Correction): boolean =>
  by === 'all' || (indicator === 'onTimeRate' && (by === 'region' || by === 'department'));

function tableOf(paper: Paper, changed: readonly Correction[], id: string): ReportTable {
  const said = words[paper.tongue.language];
  const keys = ['period', 'unit', 'figure', 'issued', 'issuedN', 'now', 'nowN'];
  return {
    id,
    sheet: said.title,
    caption: said.title,
    columns: keys.map((key, i) => ({
      key,
      header: said.columns[i] ?? key,
      kind: key.endsWith('N') ? 'count' : 'text',
      width: i === 1 || i === 2 ? 14 : 9,
    })),
    rows: changed.map((one) => ({ cells: cellsOf(paper, one) })),
    notes: [],
  };
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
