import type { ChangedTerms, Evaluation } from '#contract/evaluationSchema';
import { partNames } from '#contract/evaluation';
import { Problem } from '#contract/problem';
import type { Adjustment } from '#contract/adjustmentSchema';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { dissatisfactionOf, evaluateUnits } from '../domain/evaluation/evaluateUnits.ts';
import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';
import type { Adjusted } from '../domain/evaluation/scoreUnit.ts';
import { periodDays } from '../domain/evaluation/periodDays.ts';
import { instantText } from '../http/instantText.ts';
import { adjustmentsWithin } from './adjustmentStore.ts';
import { changedTerms } from './changedTerms.ts';
import {
  casesDue,
  concludedOn,
  findingsWithin,
  rectificationsDue,
  type UnitKind,
} from './evaluationStore.ts';
import { evaluationTermsOn } from './evaluationTermsStore.ts';
import { termsAnswer } from './evaluationTermsRoutes.ts';
import { gatherUnits } from './gatherUnits.ts';
import { ratedBadly, ratedOn } from './ratedStore.ts';
import { seesUnit } from './seesUnit.ts';
import { spanSoFar } from './spanSoFar.ts';
import { unitAnswer } from './unitAnswer.ts';

export interface EvaluationOrder {
  by: UnitKind;
  /** `2026-10`, `2026-Q4` or `2026`. */
  period: string;
  scope: Scope;
  /** Tried instead of those that hold. */
  tried?: ChangedTerms;
}

/** Cases rated badly that a unit's evidence names. */
const mostComplaints = 100;

/**
 * Units scored and ranked over a period, as of `now`. Ranks are drawn over the whole city; an account with a scope is
 * shown its own units, and its own flags, of them.
 * @throws Problem `not_found` where no terms hold at the end of the period
 */
export async function evaluatePeriod(
  db: Queryable,
  known: Catalogue,
  { by, period, scope, tried }: EvaluationOrder,
  now: Instant,
): Promise<Evaluation> {
  const { from, to } = periodDays(period);
  const span = spanSoFar({ from, to }, known.timezone, now);
  const held = await evaluationTermsOn(db, to);
  if (!held) throw new Problem('not_found', `No terms of evaluation hold on ${to}.`, { path: 'period' });
  const { version } = held;
  const terms = tried ? changedTerms(held.terms, tried) : held.terms;
  const [due, found, rectified, concluded, ratings, complaints, adjustments] = await Promise.all([
    casesDue(db, by, span, scope),
    findingsWithin(db, by, span, scope),
    rectificationsDue(db, by, span, scope),
    concludedOn(db, by, { from, to }),
    ratedOn(db, by, { from, to }),
    ratedBadly(db, by, span, scope, mostComplaints),
    adjustmentsWithin(db, by, { from, to }),
  ]);
  const adjusted = standingAdjustments(adjustments);
  const observed = { due, found, rectified, concluded, ratings, complaints };
  const gathered = [...gatherUnits(observed, terms)];
  const evidences = gathered.map(([, evidence]) => evidence);
  const dissatisfied = dissatisfactionOf(evidences);
  const evaluated = evaluateUnits(
    evidences,
    terms,
    gathered.map(([code]) => sumOf(adjusted.get(code) ?? [])),
  );
  const units = gathered.flatMap(([code, evidence], index) => {
    const unit = evaluated[index];
    if (!unit || !seesUnit(code, by, scope, known)) return [];
    const place = by === 'department' ? known.department(code) : known.region(code);
    return [
      unitAnswer(
        { code, name: place?.name, shortName: place?.shortName },
        unit,
        evidence,
        { terms, dissatisfied },
        adjusted.get(code),
      ),
    ];
  });
  return {
    by,
    period,
    from,
    to,
    timezone: known.timezone,
    asOf: instantText(now),
    terms: { version, ...termsAnswer(terms) },
    notScored: ratings.length > 0 ? [] : [unratedPart(terms)],
    units: units.sort(bestFirst),
  };
}

const unratedPart = ({ weights }: EvaluationTerms): Evaluation['notScored'][number] => ({
  part: 'satisfaction',
  name: { zh: partNames.zh.satisfaction, en: partNames.en.satisfaction },
  weight: weights.satisfaction,
  reason: 'no_ratings',
});

function standingAdjustments(adjustments: readonly Adjustment[]): Map<string, Adjustment[]> {
  const standing = new Map<string, Adjustment[]>();
  for (const one of adjustments)
    if (one.revoked === null) standing.set(one.unit, [...(standing.get(one.unit) ?? []), one]);
  return standing;
}

/** In tenths: 0.1 and 0.2 make 0.3. */
function sumOf(adjustments: readonly Adjustment[]): Adjusted {
  const tenths = adjustments.map(({ points }) => Math.round(points * 10));
  const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0) / 10;
  return { bonus: sum(tenths.filter((one) => one > 0)), deduction: -sum(tenths.filter((one) => one < 0)) };
}

type Unit = Evaluation['units'][number];

const bestFirst = (a: Unit, b: Unit): number =>
  before(a.rank ?? Infinity, b.rank ?? Infinity) ||
  before(b.score ?? -1, a.score ?? -1) ||
  (a.code < b.code ? -1 : 1);

const before = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
