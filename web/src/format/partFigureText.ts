/** A share in per cent, or a rate per 1,000, to one decimal; a dash where nothing was observed. */
export function partFigureText(figure: number | null, per: 1 | 1000): string {
  if (figure === null) return '–';
  return per === 1 ? `${(figure * 100).toFixed(1)}%` : `${figure.toFixed(1)}‰`;
}
