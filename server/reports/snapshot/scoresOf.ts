import type { ReportPeriod, ScoreSet } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { evaluatePeriod } from '../../overview/evaluatePeriod.ts';

/** The year's evaluation of the regions or departments in a scope. */
export async function scoresOf(
  db: Queryable,
  catalogue: Catalogue,
  { period }: ReportPeriod,
  by: ScoreSet['by'],
  scope: Scope,
  now: Instant,
): Promise<ScoreSet> {
  const evaluation = await evaluatePeriod(db, catalogue, { by, period, scope }, now);
  return {
    by,
    rows: evaluation.units.map(({ code, score, grade, rank, balance, parts }) => ({
      code,
      score,
      grade,
      rank,
      balance: balance?.value ?? null,
      balanceRank: balance?.rank ?? null,
      lost: Object.fromEntries(parts.map(({ part, lost }) => [part, lost])),
    })),
    evaluation,
  };
}
