import { ruleNames } from '#contract/ruleNames';
import { roundedText } from '#contract/reports/roundedText';
import type { TableRow } from '#contract/reports/reportDocument';
import type { ScoreSet } from '#contract/reports/snapshot';
import { scoredParts } from '#contract/evaluation';
import type { Annex } from '../annex.ts';
import { firstPrinted, longestTable } from '../longTable.ts';
import type { Paper } from '../paper.ts';
import { partWords } from '../sections/partWords.ts';

const words = {
  zh: {
    caption: { region: '区县失分明细和依据', department: '部门失分明细和依据' },
    sheet: { region: '区县失分明细', department: '部门失分明细' },
    gap: (n: string) => `另有${n}，见Excel版附表`,
    cut: (printed: number) => `按得分由高到低排列，印发时列前${printed}个，Excel版附表列出全部。`,
    columns: ['单位', '项目', '权重（分）', '失分', '问题（条）', '样本', '申诉未决', '未认定', '依据'],
    because: (rule: string, n: string, points: string) => `${rule}${n}失${points}分`,
    bad: (n: string) => `差评${n}`,
    joint: '；',
    note: '注：依据为经核实确认的问题，满意度为主动评价中的差评；申诉未决和未认定的不计入。',
  },
  en: {
    caption: {
      region: 'Points lost by regions, and for what',
      department: 'Points lost by departments, and for what',
    },
    sheet: { region: 'Points lost, regions', department: 'Points lost, departments' },
    gap: (n: string) => `Another ${n}, in the Excel file`,
    cut: (printed: number) => `By score, highest first. Printed are ${printed}; the Excel file has all.`,
    columns: ['Unit', 'Part', 'Weight', 'Lost', 'Findings', 'n', 'Under appeal', 'Undecided', 'For'],
    because: (rule: string, n: string, points: string) => `${rule}: ${n}, ${points} points`,
    bad: (n: string) => `Bad: ${n}`,
    joint: '; ',
    note: 'Only confirmed findings count, of satisfaction the bad among the voluntary ratings; those under appeal or undecided are left out.',
  },
};

/** Every lost point with the rules it was lost for. */
export function lostPoints(
  { snapshot, tongue, isExtract }: Paper,
  of: ScoreSet | null | undefined,
): Annex | null {
  if (!of || of.evaluation.units.length === 0) return null;
  const { language } = tongue;
  const said = words[language];
  const keys = ['unit', 'part', 'weight', 'lost', 'findings', 'n', 'contested', 'undecided', 'because'];
  const { by, evaluation } = of;
  const rows = evaluation.units.flatMap(({ code, name, parts }): TableRow[] =>
    parts.map(({ part, weight, lost, findings, n, leftOut, because, ratings }) => ({
      cells: [
        { value: name },
        { value: partWords[language][part] },
        { value: weight },
        { value: lost, figure: { by, code, indicator: part } },
        { value: findings },
        { value: n },
        { value: leftOut.contested },
        { value: leftOut.undecided },
        {
          value: [
            ...because.map(({ rule, n: times, points }) =>
              said.because(ruleNames[language][rule], tongue.count(times, 'flags'), roundedText(points, 2)),
            ),
            ...(ratings && findings > 0 ? [said.bad(tongue.count(findings, 'ratings'))] : []),
          ].join(said.joint),
        },
      ],
    })),
  );
  const { units } = evaluation;
  const unit = by === 'region' ? 'regions' : 'departments';
  const isLong = !isExtract && units.length > longestTable;
  const leftOut = isLong && {
    from: firstPrinted * scoredParts.length,
    to: rows.length,
    gap: said.gap(tongue.count(units.length - firstPrinted, unit)),
  };
  const isSecond = of === snapshot.departmentScores;
  return {
    id: isSecond ? 'departmentLostPoints' : 'lostPoints',
    blocks: [
      {
        kind: 'table',
        table: {
          id: isSecond ? 'department-lost-points' : 'lost-points',
          sheet: said.sheet[by],
          caption: said.caption[by],
          columns: keys.map((key, i) => ({
            key,
            header: said.columns[i] ?? key,
            kind: key === 'weight' || key === 'lost' ? 'decimal' : i < 2 || i === 8 ? 'text' : 'count',
            ...(key === 'lost' ? { decimals: 2 } : {}),
            width: i === 8 ? 30 : i === 0 ? 14 : 8,
          })),
          rows,
          ...(leftOut ? { leftOut: [leftOut] } : {}),
          notes: [said.note, ...(leftOut ? [said.cut(firstPrinted)] : [])],
        },
      },
    ],
  };
}
