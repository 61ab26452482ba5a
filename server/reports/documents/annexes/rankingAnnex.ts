import type { ReportTable, RowsLeftOut } from '#contract/reports/reportDocument';
import type { Ranking } from '#contract/reports/snapshot';
import type { Annex } from '../annex.ts';
import type { Paper } from '../paper.ts';
import { isRanked } from '../sections/rankingSection.ts';
import { endsPrinted, rankingLeftOut } from '../rankingLeftOut.ts';
import { rankingTable } from '../rankingTable.ts';

const words = {
  zh: {
    ranked: (n: string, from: number, to: number) =>
      from === to ? `第${from}名另有${n}，见Excel版附表` : `第${from}名至第${to}名另有${n}，见Excel版附表`,
    unranked: (n: string) => `样本不足、不排名的有${n}，见Excel版附表`,
    note: (ends: number) =>
      `单位较多，印发时列前、后各${ends}个，名次并列的按到期件数由多到少排列，并列末尾的不拆开；Excel版附表列出全部。`,
    few: '单位较多，样本不足的印发时不列；Excel版附表列出全部。',
  },
  en: {
    ranked: (n: string, from: number, to: number) =>
      from === to
        ? `Rank ${from}: another ${n}, in the Excel file`
        : `Ranks ${from} to ${to}: another ${n}, in the Excel file`,
    unranked: (n: string) => `Too few cases to be ranked: ${n}, in the Excel file`,
    note: (ends: number) =>
      `Printed are the first ${ends} and the last ${ends}; equal ranks by cases due, most first, and of an equal rank at the end all or none. The Excel file has all.`,
    few: 'Not printed are those with too few cases. The Excel file has all.',
  },
};

/** The whole ranking of regions or departments; of many the first and last are printed. */
export function rankingAnnex(paper: Paper, by: Ranking['by']): Annex | null {
  const ranking = paper.snapshot.rankings.find((one) => one.by === by);
  if (!ranking || !isRanked(paper, ranking)) return null;
  const table = rankingTable(paper, ranking, { id: `${by}-ranking`, rows: ranking.rows });
  return {
    id: by === 'region' ? 'regions' : 'departments',
    blocks: [{ kind: 'table', table: { ...table, ...shortened(paper, ranking, table) } }],
  };
}

/** An extract is of one's own units: nothing is left out of it. */
function shortened(
  { isExtract, tongue }: Paper,
  { by, rows }: Ranking,
  { notes }: ReportTable,
): Pick<ReportTable, 'leftOut' | 'notes'> | null {
  const { ranked, unranked } = rankingLeftOut(rows);
  if (isExtract || (!ranked && !unranked)) return null;
  const said = words[tongue.language];
  const counted = ({ from, to }: { from: number; to: number }): string =>
    tongue.count(to - from, by === 'region' ? 'regions' : 'departments');
  const leftOut: RowsLeftOut[] = [];
  if (ranked) {
    const [best, last] = [rows[ranked.from]?.rank ?? 1, rows[ranked.to - 1]?.rank ?? 1];
    leftOut.push({ ...ranked, gap: said.ranked(counted(ranked), best, last) });
  }
  if (unranked) leftOut.push({ ...unranked, gap: said.unranked(counted(unranked)) });
  return { leftOut, notes: [...notes, ranked ? said.note(endsPrinted) : said.few] };
}
