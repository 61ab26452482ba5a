/** Relative width of a column that must not break the longest word of its header; Chinese breaks anywhere. */
export function columnWidth(header: string, least: number): number {
  const words = header.split(/[\s（）()]+|(?<=\p{Script=Han})/u);
  return Math.max(least, ...words.map(({ length }) => length + 1));
}
