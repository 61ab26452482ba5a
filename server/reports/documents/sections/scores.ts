import type { ReportChart } from '#contract/reports/reportChart';
import type { Block, Column, ReportTable } from '#contract/reports/reportDocument';
import type { ScoreRow, ScoreSet } from '#contract/reports/snapshot';
import { gradeNames, grades, scoredParts } from '#contract/evaluation';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { behindFirst, firstPrinted, longestTable } from '../longTable.ts';
import { partWords } from './partWords.ts';

const words = {
  zh: {
    title: { region: '区县考评结果', department: '部门考评结果' },
    counted: (n: string, unranked: string | null) =>
      `参加考评的有${n}${unranked === null ? '' : `，其中样本不足、不评定等级的${unranked}`}。只有经核实确认、没有未决申诉的问题扣分。`,
    grade: (name: string, grade: string, list: string) => `${name}（${grade}）：${list}。`,
    caption: { region: '各区县得分、等级和均衡度', department: '各部门得分、等级和均衡度' },
    gap: (n: string) => `另有${n}，见Excel版`,
    cut: (printed: number) => `印发时列前${printed}个，Excel版列出全部。`,
    rank: '名次',
    unit: { region: '区县', department: '部门' },
    score: '得分',
    grades: '等级',
    lost: '失分',
    adjusted: '加减分',
    bonus: '加分',
    deduction: '扣分',
    balance: '均衡度',
    balanceRank: '均衡名次',
    note: '注：得分相同者名次相同。均衡度为各项名次的总体标准差，越小越均衡，相同者名次相同；样本不足的列出但不排名。',
    chart: { region: '区县得分', department: '部门得分' },
    described: (n: number, best: string, worst: string) => `${n}个单位的得分，${best}最高，${worst}最低。`,
  },
  en: {
    title: { region: 'Scores of regions', department: 'Scores of departments' },
    counted: (n: string, unranked: string | null) =>
      `Evaluated: ${n}${unranked === null ? '' : `, of which without a grade for too few cases: ${unranked}`}. Only confirmed findings without a pending appeal cost points.`,
    grade: (name: string, grade: string, list: string) => `${grade} (${name}): ${list}.`,
    caption: {
      region: 'Score, grade and balance by region',
      department: 'Score, grade and balance by department',
    },
    gap: (n: string) => `Another ${n}, in the Excel file`,
    cut: (printed: number) => `Printed are ${printed}; the Excel file has all.`,
    rank: 'Rank',
    unit: { region: 'Region', department: 'Department' },
    score: 'Score',
    grades: 'Grade',
    lost: 'Points lost',
    adjusted: 'Adjusted',
    bonus: 'Awarded',
    deduction: 'Taken',
    balance: 'Balance',
    balanceRank: 'Rank in balance',
    note: 'Equal scores share a rank. Balance is the population standard deviation of the ranks in the parts: smaller is more even, and equal values share a rank. Units with too few cases are listed and not ranked.',
    chart: { region: 'Scores of regions', department: 'Scores of departments' },
    described: (n: number, best: string, worst: string) =>
      `Scores of ${n} units: highest ${best}, lowest ${worst}.`,
  },
};

/** Who has which score, grade and balance. */
export function scoresSection(paper: Paper, scores: ScoreSet | null | undefined): Section | null {
  if (!scores || scores.rows.length === 0) return null;
  const said = words[paper.tongue.language];
  const unit = scores.by === 'region' ? 'regions' : 'departments';
  const unranked = scores.rows.filter(({ rank }) => rank === null).length;
  const count = (n: number): string => paper.tongue.count(n, unit);
  const blocks: Block[] = [
    paragraph(say`${said.counted(count(scores.rows.length), unranked === 0 ? null : count(unranked))}`),
    ...gradeLists(paper, scores).map((text) => paragraph(say`${text}`)),
    { kind: 'table', table: scoreTable(paper, scores) },
  ];
  const chart = scoreChart(paper, scores);
  if (chart) blocks.push({ kind: 'chart', chart });
  return { title: said.title[scores.by], blocks };
}

/** Who has which grade; of many, how many have it. */
function gradeLists({ name, tongue }: Paper, { by, rows }: ScoreSet): string[] {
  const isLong = rows.length > longestTable;
  return grades.flatMap((grade) => {
    const units = rows.filter((row) => row.grade === grade).map(({ code }) => name(by, code));
    if (units.length === 0) return [];
    const said = isLong
      ? tongue.count(units.length, by === 'region' ? 'regions' : 'departments')
      : tongue.list(units);
    return [words[tongue.language].grade(gradeNames[tongue.language][grade], grade, said)];
  });
}

/** The city's departments stand beside its regions. */
const idOf = ({ snapshot }: Paper, set: ScoreSet, id: string): string =>
  set === snapshot.departmentScores ? `department-${id}` : id;

function scoreTable(paper: Paper, set: ScoreSet): ReportTable {
  const { name, tongue, isExtract } = paper;
  const { by, rows, evaluation } = set;
  const said = words[tongue.language];
  const gap = (left: number): string =>
    said.gap(tongue.count(left, by === 'region' ? 'regions' : 'departments'));
  const leftOut = isExtract ? null : behindFirst(rows.length, gap);
  const lost = scoredParts.map((part): Column => ({
    key: part,
    header: partWords[tongue.language][part],
    group: said.lost,
    kind: 'decimal',
    decimals: 2,
    width: 8,
  }));
  const units = new Map(evaluation.units.map((unit) => [unit.code, unit]));
  const isAdjusted = evaluation.units.some(({ bonus, deduction }) => bonus !== 0 || deduction !== 0);
  const adjusted = (isAdjusted ? (['bonus', 'deduction'] as const) : []).map(
    (key): Column & { key: typeof key } => ({
      key,
      header: said[key],
      group: said.adjusted,
      kind: 'decimal',
      decimals: 1,
      width: 7,
    }),
  );
  const cells = ({ rank, code, score, grade, lost: points, balance, balanceRank }: ScoreRow) => [
    { value: rank },
    { value: name(by, code) },
    { value: score },
    { value: grade },
    ...scoredParts.map((part) => ({ value: points[part] ?? null, figure: { by, code, indicator: part } })),
    ...adjusted.map(({ key }) => ({ value: units.get(code)?.[key] ?? null })),
    { value: balance },
    { value: balanceRank },
  ];
  return {
    id: idOf(paper, set, 'scores'),
    sheet: said.title[by],
    caption: said.caption[by],
    columns: [
      { key: 'rank', header: said.rank, kind: 'rank', width: 6 },
      { key: 'unit', header: said.unit[by], kind: 'text', width: 14 },
      { key: 'score', header: said.score, kind: 'decimal', decimals: 2, width: 8 },
      { key: 'grade', header: said.grades, kind: 'text', width: 7 },
      ...lost,
      ...adjusted,
      { key: 'balance', header: said.balance, kind: 'decimal', decimals: 3, width: 8 },
      { key: 'balanceRank', header: said.balanceRank, kind: 'rank', width: 7 },
    ],
    rows: rows.map((row) => ({ cells: cells(row), ...(row.rank === null ? { tone: 'muted' } : {}) })),
    ...(leftOut ? { leftOut } : {}),
    notes: [said.note, ...(leftOut ? [said.cut(firstPrinted)] : [])],
  };
}

/** More bars than this run into each other. */
const mostBars = 60;

function scoreChart(paper: Paper, set: ScoreSet): ReportChart | null {
  const { by, rows } = set;
  const said = words[paper.tongue.language];
  const bars = rows.flatMap(({ code, score, rank }) =>
    score === null || rank === null ? [] : [{ label: paper.shortName(by, code), value: score }],
  );
  const [best, worst] = [bars[0], bars.at(-1)];
  if (!best || !worst || bars.length < 3 || bars.length > mostBars) return null;
  return {
    kind: 'bars',
    id: idOf(paper, set, 'score-bars'),
    unit: 'decimal',
    caption: said.chart[by],
    description: said.described(bars.length, best.label, worst.label),
    bars,
    horizontal: true,
  };
}
