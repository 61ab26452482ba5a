import { cellText } from '#contract/reports/cellText';
import type { Block, FigureRef, ReportDocument } from '#contract/reports/reportDocument';

/**
 * What a report prints for a figure: `city.onTimeRate`, `region.500112.onTimeRate`. Undefined: it says nothing of it.
 * Sentences come before tables: they have the figure's unit.
 */
export function figureText({ blocks, annexes }: ReportDocument, name: string): string | undefined {
  const [place = '', ...rest] = name.split('.');
  const wanted: FigureRef = {
    by: place === 'city' ? 'all' : place,
    indicator: rest.at(-1) ?? '',
    code: rest.slice(0, -1).join('.'),
  };
  const all = [...blocks, ...annexes.flatMap((annex) => annex.blocks)];
  return (
    all.map((block) => inText(block, wanted)).find(isText) ??
    all.map((block) => inTable(block, wanted)).find(isText)
  );
}

const isText = (text: string | undefined): text is string => text !== undefined;

const isWanted = (figure: FigureRef | undefined, { by, code, indicator }: FigureRef): boolean =>
  figure !== undefined && figure.by === by && figure.code === code && figure.indicator === indicator;

const inText = (block: Block, wanted: FigureRef): string | undefined =>
  block.kind === 'paragraph' ? block.runs.find(({ figure }) => isWanted(figure, wanted))?.text : undefined;

function inTable(block: Block, wanted: FigureRef): string | undefined {
  if (block.kind !== 'table') return undefined;
  const { columns, rows } = block.table;
  for (const { cells } of rows) {
    const nth = cells.findIndex(({ figure }) => isWanted(figure, wanted));
    const column = columns[nth];
    if (column === undefined) continue;
    const value = cells[nth]?.value ?? null;
    return cellText(value, column) + (column.kind === 'share' && value !== null ? '%' : '');
  }
  return undefined;
}
