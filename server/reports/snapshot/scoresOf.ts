import type { ReportPeriod, ReportScope, ReportSnapshot } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { evaluatePeriod } from '../../overview/evaluatePeriod.ts';

/** The year's evaluation: of the city its regions, of a region or department the departments in it. */
export async function scoresOf(
  db: Queryable,
  catalogue: Catalogue,
  { period }: ReportPeriod,
  of: ReportScope,
  scope: Scope,
  now: Instant,
): Promise<NonNullable<ReportSnapshot['scores']>> {
  const by = of.by === 'city' ? 'region' : 'department';
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
