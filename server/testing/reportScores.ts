import type { ScoreSet } from '#contract/reports/snapshot';
import { dissatisfactionOf, evaluateUnits } from '../domain/evaluation/evaluateUnits.ts';
import type { PartEvidence, UnitEvidence } from '../overview/gatherUnits.ts';
import { unitAnswer } from '../overview/unitAnswer.ts';
import { wobble } from './reportFigures.ts';
import { testTerms } from './testTerms.ts';

/** Scored as the year would be, from invented observations. */
export function reportScores(
  by: ScoreSet['by'],
  scored: readonly { code: string; name: string; shortName?: string }[],
): ScoreSet {
  const evidence = scored.map(({ code }, i): UnitEvidence => {
    const n = code === '500A03' ? 20 : 20_000 + i * 700;
    const part = (findings: number, of: number, rule: 'TIM-02' | 'STEP-01' | 'DAT-01'): PartEvidence => ({
      findings: Math.round(findings),
      n: of,
      contested: i % 4,
      undecided: i % 7,
      because: new Map(findings < 1 ? [] : [[rule, { n: Math.round(findings), flagIds: [i * 10 + 1] }]]),
    });
    return {
      timeliness: part(n * 0.03 * wobble(i), n, 'TIM-02'),
      regularity: part(n * 0.012 * wobble(i + 0.3), n, 'STEP-01'),
      satisfaction: {
        findings: Math.round(n * 0.002 * wobble(i + 0.2)),
        n: Math.round(n * 0.18),
        contested: 0,
        undecided: 0,
        because: new Map(),
        caseIds: [`2025-${i}`],
      },
      rectification: part(9 * wobble(i + 0.6), Math.min(n, 60 + i), 'TIM-02'),
      data: part(n * 0.004 * wobble(i + 0.9), n, 'DAT-01'),
    };
  });
  const evaluated = evaluateUnits(evidence, testTerms);
  const dissatisfied = dissatisfactionOf(evidence);
  const units = scored
    .flatMap((place, i) => {
      const unit = evaluated[i];
      const observed = evidence[i];
      return unit && observed
        ? [
            unitAnswer({ ...place, shortName: place.shortName ?? place.name }, unit, observed, {
              terms: testTerms,
              dissatisfied,
            }),
          ]
        : [];
    })
    .sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || (a.code < b.code ? -1 : 1));
  return {
    by,
    rows: units.map(({ code, score, grade, rank, balance, parts }) => ({
      code,
      score,
      grade,
      rank,
      balance: balance?.value ?? null,
      balanceRank: balance?.rank ?? null,
      lost: Object.fromEntries(parts.map(({ part, lost }) => [part, lost])),
    })),
    evaluation: {
      by,
      period: '2025',
      from: '2025-01-01',
      to: '2025-12-31',
      timezone: 'Asia/Shanghai',
      asOf: '2026-11-21T00:00:00.000Z',
      terms: { version: 1, ...testTerms, dataRules: [...testTerms.dataRules] },
      notScored: [],
      units,
    },
  };
}
