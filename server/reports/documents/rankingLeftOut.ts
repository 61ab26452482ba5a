import type { RankingRow } from '#contract/reports/snapshot';
import { longestTable } from './longTable.ts';

/** So many first and last ones are printed of a ranking that is not printed whole. */
export const endsPrinted = 20;
const unrankedPrinted = 10;

interface Span {
  from: number;
  to: number;
}

/**
 * What is not printed of a long ranking: the middle, and who is not ranked. Of those that share a rank either all are
 * printed or none: nobody is named among the last while an equal one is not. Only where more share the first rank than
 * are printed, those with the most cases stand for them, as the rows are ordered.
 */
export function rankingLeftOut(rows: readonly Pick<RankingRow, 'rank'>[]): {
  ranked: Span | null;
  unranked: Span | null;
} {
  if (rows.length <= longestTable) return { ranked: null, unranked: null };
  const first = rows.findIndex(({ rank }) => rank === null);
  const ranked = first < 0 ? rows.length : first;
  return {
    ranked: ranked <= longestTable ? null : middleOf(rows, ranked),
    unranked: rows.length - ranked <= unrankedPrinted ? null : { from: ranked, to: rows.length },
  };
}

function middleOf(rows: readonly Pick<RankingRow, 'rank'>[], ranked: number): Span {
  const isShared = (at: number): boolean => rows[at]?.rank === rows[at - 1]?.rank;
  let from = endsPrinted;
  while (from > 0 && isShared(from)) from -= 1;
  let to = ranked - endsPrinted;
  while (to < ranked && isShared(to)) to += 1;
  return { from: from === 0 ? endsPrinted : from, to };
}
