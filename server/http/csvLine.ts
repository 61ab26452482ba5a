/** Spreadsheets take a cell that begins so for a formula, and run it. */
const formula = /^[=+\-@\t\r]/;
const special = /[",\r\n]/;

/** A line of RFC 4180, with its end; a text that a spreadsheet would run stands behind an apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return cells.map((cell) => quoted(textOf(cell))).join(',') + '\r\n';
}

/** The text as it was before `csvLine` put it behind an apostrophe. */
export const withoutGuard = (text: string): string =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;

function textOf(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return formula.test(cell) ? `'${cell}` : cell;
}

const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
