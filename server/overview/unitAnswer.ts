import { gradeNames, partNames } from '#contract/evaluation';
import type { Adjustment } from '#contract/adjustmentSchema';
import type { Evaluation } from '#contract/evaluationSchema';
import type { EvaluatedUnit } from '../domain/evaluation/evaluateUnits.ts';
import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';
import { figureOf, type PartScore } from '../domain/evaluation/scoreUnit.ts';
import { shareOut } from '../domain/evaluation/shareOut.ts';
import { wilsonInterval } from '../domain/evaluation/wilsonInterval.ts';
import type { PartEvidence, UnitEvidence } from './gatherUnits.ts';

type Unit = Evaluation['units'][number];
type Part = Unit['parts'][number];

/** More flags are told by their number. */
const mostFlags = 100;

interface Place {
  code: string;
  name: string | undefined;
  shortName: string | undefined;
}

/** By what all units were scored. */
interface Scoring {
  terms: EvaluationTerms;
  /** The share of bad ones among the ratings of all units. */
  dissatisfied: number;
}

/** A unit as the API shows it: each part with what it lost, for what. */
export function unitAnswer(
  { code, name = code, shortName = code }: Place,
  { score, grade, rank, ranks, balance, bonus, deduction, parts }: EvaluatedUnit,
  evidence: UnitEvidence,
  scoring: Scoring,
  adjustments: readonly Adjustment[] = [],
): Unit {
  return {
    code,
    name,
    shortName,
    score,
    grade,
    gradeName: grade && { zh: gradeNames.zh[grade], en: gradeNames.en[grade] },
    rank,
    reason: rank === null ? 'too_few_cases' : null,
    balance: balance && { value: balance.balance, rank: balance.rank },
    parts: parts.map((part) => partAnswer(part, ranks[part.part], evidence[part.part], scoring)),
    bonus,
    deduction,
    adjustments: [...adjustments],
  };
}

function partAnswer(
  { part, figure, findings, n, weight, lost }: PartScore,
  rank: number | null,
  { contested, undecided, because, caseIds }: PartEvidence,
  { terms: { scales }, dissatisfied }: Scoring,
): Part {
  const rules = [...because].sort(([a, { n: ofA }], [b, { n: ofB }]) => ofB - ofA || (a < b ? -1 : 1));
  const points = shareOut(
    lost,
    rules.map(([, { n: count }]) => count),
  );
  return {
    part,
    name: { zh: partNames.zh[part], en: partNames.en[part] },
    weight,
    lost,
    figure,
    per: figureOf(part, 1) === 1 ? 1 : 1000,
    findings,
    n,
    interval: intervalOf(part, findings, n),
    ...scales[part],
    rank,
    reason: rank === null ? 'too_few_cases' : null,
    leftOut: { contested, undecided },
    because: rules.map(([rule, { n: count, flagIds }], index) => ({
      rule,
      n: count,
      points: points[index] ?? 0,
      flagIds: flagIds.sort((a, b) => a - b).slice(0, mostFlags),
    })),
    ...(caseIds && n > 0 ? { ratings: { whole: dissatisfied, caseIds } } : {}),
  };
}

/** A case may have several findings: more of them than cases are no share. */
function intervalOf(part: PartScore['part'], findings: number, n: number): [number, number] | null {
  if (n === 0 || findings > n) return null;
  const [low, high] = wilsonInterval(findings, n);
  return [figureOf(part, low), figureOf(part, high)];
}
