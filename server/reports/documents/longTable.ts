import type { RowsLeftOut } from '#contract/reports/reportDocument';

/** Rows; a longer table is not printed whole. */
export const longestTable = 60;
/** So many are printed of a table whose rows come in the order of what is told first. */
export const firstPrinted = 40;

/** What is not printed behind the first rows. @param before rows above them that are printed in any case */
export function behindFirst(
  units: number,
  gap: (left: number) => string,
  before = 0,
): readonly RowsLeftOut[] | null {
  if (units <= longestTable) return null;
  return [{ from: before + firstPrinted, to: before + units, gap: gap(units - firstPrinted) }];
}
