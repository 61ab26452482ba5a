import type { Annex } from '../annex.ts';
import type { Paper } from '../paper.ts';

const words = {
  zh: {
    caption: '加分和扣分事项',
    columns: ['单位', '日期', '分值', '事由', '依据'],
    note: '注：分值按计分办法规定的限额计入得分。',
  },
  en: {
    caption: 'Points awarded and taken',
    columns: ['Unit', 'Date', 'Points', 'Reason', 'Evidence'],
    note: 'Points count within the limits of the terms.',
  },
};

/** What people awarded and took, with reason and evidence. */
export function adjustments({ snapshot, tongue }: Paper): Annex | null {
  const said = words[tongue.language];
  const scored = [snapshot.scores, snapshot.departmentScores];
  const units = scored.flatMap((set) => set?.evaluation.units ?? []);
  const rows = units.flatMap((unit) =>
    unit.adjustments
      .filter(({ revoked }) => revoked === null)
      .map(({ happenedOn, points, reason, evidence }) => ({
        cells: [
          { value: unit.name },
          { value: happenedOn },
          { value: points },
          { value: reason },
          { value: evidence },
        ],
      })),
  );
  if (rows.length === 0) return null;
  const keys = ['unit', 'day', 'points', 'reason', 'evidence'] as const;
  const kinds = { unit: 'text', day: 'day', points: 'decimal', reason: 'text', evidence: 'text' } as const;
  const widths = { unit: 14, day: 10, points: 7, reason: 24, evidence: 24 };
  return {
    id: 'adjustments',
    blocks: [
      {
        kind: 'table',
        table: {
          id: 'adjustments',
          sheet: said.caption,
          caption: said.caption,
          columns: keys.map((key, i) => ({
            key,
            header: said.columns[i] ?? key,
            kind: kinds[key],
            width: widths[key],
          })),
          rows,
          notes: [said.note],
        },
      },
    ],
  };
}
