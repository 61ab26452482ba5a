import type { Cell, Column, ReportTable, TableRow } from '#contract/reports/reportDocument';
import type { Ranking, RankingRow } from '#contract/reports/snapshot';
import type { Paper } from './paper.ts';
import { columnWidth } from './columnWidth.ts';
import { changeValue } from './told.ts';

const words = {
  zh: {
    rank: '名次',
    unit: { region: '区县', department: '部门' },
    due: '到期件数',
    rate: '按时率（%）',
    interval: '95%区间（%）',
    previous: '环比（百分点）',
    lastYear: '同比（百分点）',
    previousRank: {
      day: '上日名次',
      week: '上周名次',
      month: '上月名次',
      quarter: '上季名次',
      year: '上年名次',
    },
    sheet: { region: '区县按时办结率', department: '部门按时办结率' },
    caption: (of: string, span: string) => `${of}按时办结率排名（到期日期${span}）`,
    note: (least: number) =>
      `注：并列者名次相同。到期件数为承诺期限在本期到期的办件；不足${least}件为样本不足，列出但不排名、不比较。差值按未取整的比率计算。`,
  },
  en: {
    rank: 'Rank',
    unit: { region: 'Region', department: 'Department' },
    due: 'Due',
    rate: 'On time (%)',
    interval: '95% interval (%)',
    previous: 'On the previous {} (percentage points)',
    lastYear: 'On last year (percentage points)',
    previousRank: {
      day: 'Rank the day before',
      week: 'Rank last week',
      month: 'Rank last month',
      quarter: 'Rank last quarter',
      year: 'Rank last year',
    },
    sheet: { region: 'Regions on time', department: 'Departments on time' },
    caption: (of: string, span: string) => `${of}s by on-time rate, cases due ${span}`,
    note: (least: number) =>
      `Equal rates share a rank. Due: cases whose promised limit ended in the period; with fewer than ${least} a unit is listed, and neither ranked nor compared. Differences are taken of rates before rounding.`,
  },
};

/** Ranks with n and interval; grey rows are not ranked. The units of their columns stand in the header. */
export function rankingTable(
  paper: Paper,
  ranking: Ranking,
  table: { id: string; rows: readonly (RankingRow | { gap: string })[] },
): ReportTable {
  const said = words[paper.tongue.language];
  const { by, indicator } = ranking;
  const columns: Column[] = [
    { key: 'rank', header: said.rank, kind: 'rank', width: 6 },
    { key: 'unit', header: said.unit[by], kind: 'text', width: by === 'region' ? 12 : 16 },
    { key: 'n', header: said.due, kind: 'count', width: 9 },
    { key: 'rate', header: said.rate, kind: 'share', n: 'n', width: 9 },
    { key: 'interval', header: said.interval, kind: 'interval', n: 'n', width: 14 },
    ...comparedColumns(paper),
    ...(hasRanksBefore(paper)
      ? [{ key: 'previousRank', header: said.previousRank[paper.noun], kind: 'rank' as const, width: 7 }]
      : []),
  ];
  return {
    id: table.id,
    sheet: said.sheet[by],
    caption: said.caption(said.unit[by], paper.tongue.span(paper.snapshot.period)),
    columns,
    rows: table.rows.map((row) =>
      'gap' in row
        ? { cells: [{ value: row.gap }], tone: 'gap' }
        : { cells: cellsOf(paper, ranking, row), ...(row.rank === null ? { tone: 'muted' } : {}) },
    ) satisfies TableRow[],
    notes: [said.note(paper.indicator(indicator)?.least ?? 0)],
  };
}

/** Ranks among what was reported of a part of a period are no measure. */
const hasRanksBefore = ({ since }: Paper): boolean => since.previous === null;

function comparedColumns(paper: Paper): Column[] {
  const said = words[paper.tongue.language];
  return (['previous', 'lastYear'] as const)
    .filter((other) => paper.has[other])
    .map((other): Column => {
      const header = said[other].replace('{}', paper.noun);
      return { key: other, header, kind: 'points', compares: other, width: columnWidth(header, 9) };
    });
}

function cellsOf(paper: Paper, { by, indicator }: Ranking, row: RankingRow): Cell[] {
  const place = { by, code: row.code };
  const figure = paper.figure(by, row.code, indicator) ? { ...place, indicator } : undefined;
  return [
    { value: row.rank },
    { value: paper.name(by, row.code) },
    { value: row.n, figure },
    { value: row.value, figure },
    { value: row.interval },
    ...comparedColumns(paper).map(({ compares }) => ({
      value: compares && row.rank !== null ? changeValue(paper, indicator, place, compares) : null,
      figure,
    })),
    ...(hasRanksBefore(paper) ? [{ value: row.previousRank }] : []),
  ];
}
