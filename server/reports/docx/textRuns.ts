import { ExternalHyperlink, TextRun, type IRunOptions } from 'docx';
import type { FigureRef, Run } from '#contract/reports/reportDocument';

/** Where a figure's cases are listed; undefined: nowhere, and the figure is plain text. */
export type FigureAddress = (figure: FigureRef) => string | undefined;

/** Marks that both scripts have, quotation marks and dashes, are set in the Chinese font. */
const hinted = (run: IRunOptions): IRunOptions => ({
  ...run,
  font: run.font ?? { hint: 'eastAsia' },
});

/** Text as runs; a new line in it is one in print. */
export const textRuns = (text: string, look: IRunOptions = {}): TextRun[] =>
  text
    .split('\n')
    .map((line, index) => new TextRun({ ...hinted(look), text: line, break: index === 0 ? undefined : 1 }));

/** Text that leads to its figure's cases, where that has an address. */
export function figureRuns(
  { text, figure, bold }: Run,
  addressOf: FigureAddress | undefined,
  look: IRunOptions = {},
): (TextRun | ExternalHyperlink)[] {
  const runs = textRuns(text, bold === true ? { ...look, bold } : look);
  const link = figure === undefined ? undefined : addressOf?.(figure);
  return link === undefined ? runs : [new ExternalHyperlink({ children: runs, link })];
}
