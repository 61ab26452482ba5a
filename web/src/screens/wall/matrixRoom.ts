/** How long a name is, in tenths of a rem: a letter of the Latin alphabet takes little more than half of 2.4 rem. */
export function textLength(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 24 : 14.5), 0);
}

/** The grid around a matrix: room for the longest names beside and above, whatever the catalogue calls them. */
export function matrixFrame(names: {
  rows: readonly string[];
  columns: readonly string[];
  /** Where seams cross, from the top, in tenths of a rem. */
  seams: readonly number[];
  gutter: number;
  totals: boolean;
}) {
  const beside = Math.max(80, 8 + Math.max(...names.rows.map(textLength), 0));
  const longest = Math.max(...names.columns.map((name) => [...name].length), 0);
  const above = bandAbove(3 + longest * 24, 86, names.seams, names.gutter);
  return {
    gridTemplateColumns: `${beside / 10}rem minmax(0, 1fr) ${names.totals ? '11rem' : ''}`,
    gridTemplateRows: `${above / 10}rem minmax(0, 1fr) ${names.totals ? '9.6rem' : '0'} 3.1rem`,
  };
}

/**
 * Height of the band above a matrix, at whose foot `text` stands: where a seam crosses it the text keeps above, if it has
 * room there, or the band grows until the text stands below. All in one unit.
 */
export function bandAbove(text: number, usual: number, seams: readonly number[], gutter: number): number {
  const needed = Math.max(usual, text);
  const seam = seams.find((each) => each > 0 && each - gutter / 2 < needed);
  if (seam === undefined) return needed;
  const above = seam - gutter / 2;
  return above >= text ? above : seam + gutter / 2 + text;
}
