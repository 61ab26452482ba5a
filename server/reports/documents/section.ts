import type { Block, Run } from '#contract/reports/reportDocument';
import type { Language } from '#contract/wording/language';

/** A chapter with its heading, unnumbered; null where a report has nothing to say of it. */
export interface Section {
  title: string;
  blocks: readonly Block[];
}

export const paragraph = (runs: readonly Run[]): Block => ({ kind: 'paragraph', runs });

const zhNumbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 一 … 十九: chapters of a report. */
function zhNumber(n: number): string {
  if (n > 10) return `十${zhNumbers[n - 11] ?? ''}`;
  return zhNumbers[n - 1] ?? String(n);
}

/** Chapters one after the other, each under its number. */
export function numberSections(sections: readonly (Section | null)[], language: Language): Block[] {
  const said = sections.filter((section) => section !== null);
  return said.flatMap(({ title, blocks }, i): Block[] => [
    {
      kind: 'heading',
      level: 1,
      text: language === 'zh' ? `${zhNumber(i + 1)}、${title}` : `${i + 1}. ${title}`,
    },
    ...blocks,
  ]);
}

const labels = { zh: { table: '表', chart: '图' }, en: { table: 'Table ', chart: 'Figure ' } };

/** Numbers the tables and charts of the text in their order: `表1\u3000…`, `Figure 1. …`. */
export function numberCaptions(blocks: readonly Block[], language: Language): Block[] {
  const next = { table: 1, chart: 1 };
  const numbered = (kind: 'table' | 'chart', caption: string): string =>
    `${labels[language][kind]}${next[kind]++}${language === 'zh' ? '\u3000' : '. '}${caption}`;
  return blocks.map((block) => {
    if (block.kind === 'table')
      return { ...block, table: { ...block.table, caption: numbered('table', block.table.caption) } };
    if (block.kind === 'chart')
      return { ...block, chart: { ...block.chart, caption: numbered('chart', block.chart.caption) } };
    return block;
  });
}
