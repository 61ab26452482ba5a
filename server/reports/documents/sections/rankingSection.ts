import type { ReportChart } from '#contract/reports/reportChart';
import type { Block } from '#contract/reports/reportDocument';
import type { Ranking, RankingRow } from '#contract/reports/snapshot';
import type { Paper } from '../paper.ts';
import { rankingTable } from '../rankingTable.ts';
import type { Section } from '../section.ts';
import { wholeLabel } from '../wholeLabel.ts';

const words = {
  zh: {
    title: { region: '区县按时办结率', department: '部门按时办结率' },
    gap: (from: number, to: number, annex: string) =>
      from === to ? `第${from}名见${annex}` : `第${from}名至第${to}名见${annex}`,
    rest: (n: number, annex: string) => `另有${n}个样本不足，见${annex}`,
    chart: { region: '区县', department: '部门' },
    caption: (n: number, of: string) => `${n}个${of}按时办结率及95%区间`,
    first: (rank: number) => `第${rank}名`,
    legend: (place: string) => `实心为区间不含${place}值`,
    description: (n: number, of: string, best: string, worst: string) =>
      `${n}个${of}按名次排列的按时办结率及95%区间，${best}最高，${worst}最低。`,
  },
  en: {
    title: { region: 'On-time rate by region', department: 'On-time rate by department' },
    gap: (from: number, to: number, annex: string) =>
      from === to ? `Rank ${from}: see ${annex}` : `Ranks ${from} to ${to}: see ${annex}`,
    rest: (n: number, annex: string) => `Too few cases: ${n} more, see ${annex}`,
    chart: { region: 'regions', department: 'departments' },
    caption: (n: number, of: string) => `On-time rate with 95% interval, ${of}: ${n}`,
    first: (rank: number) => `Rank ${rank}`,
    legend: () => 'Filled: the rate of the whole lies outside the interval',
    description: (n: number, of: string, best: string, worst: string) =>
      `On-time rate with 95% interval by rank, ${of}: ${n}. Highest ${best}, lowest ${worst}.`,
  },
};

const shownFirst = 4;
const shownLast = 3;
const shownUnranked = 3;
/** More would run into each other; the funnel shows them. */
const mostPoints = 60;

/** Best and worst with a line for those between, whose table is annexed; and the picture of all. */
export function rankingSection(
  paper: Paper,
  by: Ranking['by'],
  annexName: (id: 'regions' | 'departments') => string,
): Section | null {
  const ranking = paper.snapshot.rankings.find((one) => one.by === by);
  if (!ranking || !isRanked(paper, ranking)) return null;
  const annex = annexName(by === 'region' ? 'regions' : 'departments');
  const said = words[paper.tongue.language];
  const table = rankingTable(paper, ranking, { id: `${by}-extremes`, rows: extremes(ranking, said, annex) });
  const chart = intervalChart(paper, ranking);
  const blocks: Block[] = [{ kind: 'table', table }];
  if (chart) blocks.push({ kind: 'chart', chart });
  return { title: said.title[by], blocks };
}

/** One alone is first of one; in an extract it stands among others. */
export const isRanked = ({ isExtract }: Pick<Paper, 'isExtract'>, { rows }: Ranking): boolean =>
  rows.length > (isExtract ? 0 : 1);

type Said = (typeof words)['zh' | 'en'];

function extremes({ rows }: Ranking, said: Said, annex: string): (RankingRow | { gap: string })[] {
  const ranked = rows.filter(({ rank }) => rank !== null);
  const unranked = rows.filter(({ rank }) => rank === null);
  const between = ranked.slice(shownFirst, ranked.length - shownLast);
  const from = between[0]?.rank;
  const to = between.at(-1)?.rank;
  const rest = unranked.length - shownUnranked;
  return [
    ...ranked.slice(0, shownFirst),
    ...(from != null && to != null ? [{ gap: said.gap(from, to, annex) }] : []),
    ...ranked.slice(Math.max(shownFirst, ranked.length - shownLast)),
    ...unranked.slice(0, shownUnranked),
    ...(rest > 0 ? [{ gap: said.rest(rest, annex) }] : []),
  ];
}

function intervalChart(paper: Paper, ranking: Ranking): ReportChart | null {
  const { by, rows, whole } = ranking;
  const said = words[paper.tongue.language];
  const rate = whole.value;
  if (rate === null) return null;
  const points = rows.flatMap(({ rank, code, value, interval, n }) =>
    rank === null || value === null || interval === null
      ? []
      : [
          {
            label: paper.shortName(by, code),
            value,
            low: interval[0],
            high: interval[1],
            differs: rate < interval[0] || rate > interval[1],
            n,
          },
        ],
  );
  const [best, worst] = [points[0], points.at(-1)];
  if (!best || !worst || points.length < 3 || points.length > mostPoints) return null;
  const lastRank = rows.findLast(({ rank }) => rank !== null)?.rank ?? points.length;
  const of = said.chart[by];
  return {
    kind: 'intervals',
    id: `${by}-intervals`,
    unit: 'share',
    caption: said.caption(points.length, of),
    description: said.description(points.length, of, best.label, worst.label),
    whole: { label: wholeLabel(paper, ranking), value: rate },
    points,
    first: said.first(1),
    last: said.first(lastRank),
    legend: said.legend(wholeLabel(paper, ranking)),
  };
}
