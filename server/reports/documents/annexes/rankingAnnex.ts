import type { Ranking } from '#contract/reports/snapshot';
import type { Annex } from '../annex.ts';
import type { Paper } from '../paper.ts';
import { isRanked } from '../sections/rankingSection.ts';
import { rankingTable } from '../rankingTable.ts';

/** The whole ranking of regions or departments. */
export function rankingAnnex(paper: Paper, by: Ranking['by']): Annex | null {
  const ranking = paper.snapshot.rankings.find((one) => one.by === by);
  if (!ranking || !isRanked(paper, ranking)) return null;
  const table = rankingTable(paper, ranking, { id: `${by}-ranking`, rows: ranking.rows });
  return { id: by === 'region' ? 'regions' : 'departments', blocks: [{ kind: 'table', table }] };
}
