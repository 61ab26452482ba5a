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
  /** As they are written; null: none. */
  totals: { rows: readonly string[]; columns: readonly string[] } | null;
}) {
  const beside = Math.max(80, 8 + Math.max(...names.rows.map(textLength), 0));
  const longest = Math.max(...names.columns.map((name) => [...name].length), 0);
  const above = bandAbove(3 + longest * 24, 86, names.seams, names.gutter);
  const right = names.totals ? 16 + Math.max(...names.totals.rows.map(textLength), 0) : 0;
  const below = names.totals ? 14 + Math.max(...names.totals.columns.map(textLength), 0) : 0;
  return {
    gridTemplateColumns: `${beside / 10}rem minmax(0, 1fr) ${right / 10}rem`,
    gridTemplateRows: `${above / 10}rem minmax(0, 1fr) ${below / 10}rem 3.1rem`,
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
