import type { CellValue } from '#contract/reports/reportDocument';
import { textWidth } from '#contract/reports/textWidth';

/** Points: a line of the usual type. */
export const lineHeight = 15;

/** Lines that a text takes in a cell so wide (digits); programs do not all let rows grow by themselves. */
export const linesIn = (value: CellValue, width: number): number =>
  typeof value === 'string'
    ? value
        .split('\n')
        .reduce((lines, line) => lines + Math.max(1, Math.ceil(textWidth(line) / (width * 0.92))), 0)
    : 1;

/** The attributes of a row of several lines. */
export const heightOf = (lines: number): string =>
  lines > 1 ? ` ht="${lines * lineHeight}" customHeight="1"` : '';
