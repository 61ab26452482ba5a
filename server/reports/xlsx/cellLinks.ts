import type { ReportTable } from '#contract/reports/reportDocument';
import type { FigureAddress } from '../docx/textRuns.ts';
import { cellNames, firstRow } from './cellNames.ts';

/** Excel takes no more on a sheet: further cells are plain. */
const mostLinks = 65_530;

export interface CellLinks {
  /** What the sheet says of them; '': it has none. */
  xml: string;
  /** Where they lead, each once, in the order of their numbers. */
  addresses: string[];
}

/** Cells that lead to their figures' cases, by addresses that stand beside the sheet: no cell is ever a formula. */
export function cellLinks({ columns, rows }: ReportTable, addressOf: FigureAddress | undefined): CellLinks {
  if (!addressOf) return { xml: '', addresses: [] };
  const names = cellNames(columns);
  const first = firstRow(columns);
  const numbers = new Map<string, number>();
  const links: string[] = [];
  for (const [at, { cells }] of rows.entries())
    for (const [nth, { figure }] of cells.entries()) {
      const address = figure && addressOf(figure);
      const name = names[nth]?.[0];
      if (address === undefined || name === undefined || links.length === mostLinks) continue;
      const number = numbers.get(address) ?? numbers.size + 1;
      numbers.set(address, number);
      links.push(`<hyperlink ref="${name}${first + at}" r:id="rId${number}"/>`);
    }
  return {
    xml: links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`,
    addresses: [...numbers.keys()],
  };
}
