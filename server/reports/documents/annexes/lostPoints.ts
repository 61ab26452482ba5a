import { ruleNames } from '#contract/ruleNames';
import { roundedText } from '#contract/reports/roundedText';
import type { TableRow } from '#contract/reports/reportDocument';
import type { Annex } from '../annex.ts';
import type { Paper } from '../paper.ts';
import { partWords } from '../sections/partWords.ts';

const words = {
  zh: {
    caption: '失分明细和依据',
    sheet: '失分明细',
    columns: ['单位', '项目', '权重（分）', '失分', '问题（条）', '样本', '申诉未决', '未认定', '依据'],
    because: (rule: string, n: string, points: string) => `${rule}${n}失${points}分`,
    bad: (n: string) => `差评${n}`,
    joint: '；',
    note: '注：依据为经核实确认的问题，满意度为主动评价中的差评；申诉未决和未认定的不计入。',
  },
  en: {
    caption: 'Points lost, and for what',
    sheet: 'Points lost',
    columns: ['Unit', 'Part', 'Weight', 'Lost', 'Findings', 'n', 'Under appeal', 'Undecided', 'For'],
    because: (rule: string, n: string, points: string) => `${rule}: ${n}, ${points} points`,
    bad: (n: string) => `Bad: ${n}`,
    joint: '; ',
    note: 'Only confirmed findings count, of satisfaction the bad among the voluntary ratings; those under appeal or undecided are left out.',
  },
};

/** Every lost point with the rules it was lost for. */
export function lostPoints({ snapshot, tongue }: Paper): Annex | null {
  if (!snapshot.scores) return null;
  const { language } = tongue;
  const said = words[language];
  const keys = ['unit', 'part', 'weight', 'lost', 'findings', 'n', 'contested', 'undecided', 'because'];
  const rows = snapshot.scores.evaluation.units.flatMap(({ name, parts }): TableRow[] =>
    parts.map(({ part, weight, lost, findings, n, leftOut, because, ratings }) => ({
      cells: [
        { value: name },
        { value: partWords[language][part] },
        { value: weight },
        { value: lost },
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
  return {
    id: 'lostPoints',
    blocks: [
      {
        kind: 'table',
        table: {
          id: 'lost-points',
          sheet: said.sheet,
          caption: said.caption,
          columns: keys.map((key, i) => ({
            key,
            header: said.columns[i] ?? key,
            kind: key === 'weight' || key === 'lost' ? 'decimal' : i < 2 || i === 8 ? 'text' : 'count',
            ...(key === 'lost' ? { decimals: 2 } : {}),
            width: i === 8 ? 30 : i === 0 ? 14 : 8,
          })),
          rows,
          notes: [said.note],
        },
      },
    ],
  };
}
