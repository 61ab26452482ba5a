import { cellText } from '#contract/reports/cellText';
import type { Block, ReportDocument } from '#contract/reports/reportDocument';

/** A document as lines of text, tables with tabs: what its readers read. */
export function documentText(document: Pick<ReportDocument, 'blocks' | 'annexes'>): string {
  return [
    ...document.blocks.map(blockText),
    ...document.annexes.flatMap(({ title, blocks }) => [title, ...blocks.map(blockText)]),
  ].join('\n');
}

export function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'note':
      return block.text;
    case 'paragraph':
      return block.runs.map(({ text }) => text).join('');
    case 'chart':
      return `[${block.chart.caption}]`;
    case 'table': {
      const { caption, columns, rows, notes } = block.table;
      return [
        caption,
        columns.map(({ header, group }) => (group === undefined ? header : `${group}/${header}`)).join('\t'),
        ...rows.map(({ cells, tone }) =>
          tone === 'gap'
            ? String(cells[0]?.value)
            : cells.map(({ value }, i) => cellText(value, columns[i] ?? { kind: 'text' })).join('\t'),
        ),
        ...notes,
      ].join('\n');
    }
  }
}
