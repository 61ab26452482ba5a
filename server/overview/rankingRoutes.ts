import { Router } from 'express';
import type { Ranking } from '#contract/answerSchema';
import { rankingQuerySchema } from '#contract/querySchema';
import type { RankingRow, ReportPeriod } from '#contract/reports/snapshot';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf, type Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { funnelCurve } from '../domain/reports/funnelCurve.ts';
import { rankUnits, type UnitRates } from '../domain/reports/rankUnits.ts';
import { periodBefore, reportPeriod } from '../domain/reports/reportPeriod.ts';
import { instantText } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { onTimeRate } from './onTimeRate.ts';
import { emptyCohort, promisedCohorts, type Cohort } from './onTimeStore.ts';
import { today, type FiguresParts } from './overviewRoutes.ts';
import { seesUnit } from './seesUnit.ts';
import { spanSoFar } from './spanSoFar.ts';

/** Fewer cases than this are shown and not ranked. */
const fewestRanked = 30;

/** `GET /api/v1/rankings`: on-time rates of a period, by department or region. */
export function rankingRoutes(parts: FiguresParts): Router {
  const router = Router();
  router.get('/api/v1/rankings', requireRole(...permitted.readFigures), async (req, res) => {
    const query = readQuery(req, rankingQuerySchema);
    const period = query.period ?? today(parts.clock(), parts.catalogue().timezone).slice(0, 7);
    res.json(await ranking(parts, query.by, period, scopeOf(signedIn(res), parts.catalogue())));
  });
  return router;
}

/** Ranks are drawn over the whole city; an account with a scope is shown its own rows of them. */
async function ranking(
  { db, clock, catalogue }: FiguresParts,
  by: Ranking['by'],
  asked: string,
  scope: Scope,
): Promise<Ranking> {
  const now = clock();
  const known = catalogue();
  const kind = kindOf(asked);
  const period = reportPeriod(kind, asked);
  const cohortsOf = async (days: ReportPeriod): Promise<Map<string, Cohort>> => {
    const span = { ...spanSoFar(days, known.timezone, now), children: by === 'department' };
    const cohorts = await promisedCohorts(db, span, [by], { regions: null, departments: null });
    return new Map(cohorts.map((cohort) => [cohort[by], cohort]));
  };
  const [cohorts, before] = await Promise.all([cohortsOf(period), cohortsOf(periodBefore(kind, period))]);
  const { whole, rows } = rankUnits(by, 'onTimeRate', fewestRanked, ratesOf(cohorts), ratesOf(before));
  const shown = rows.filter(({ code }) => seesUnit(code, by, scope, known));
  return {
    by,
    ...period,
    timezone: known.timezone,
    asOf: instantText(now),
    measure: 'on_time_rate',
    interval: 'wilson_95',
    whole,
    limits: [...funnelCurve(whole.value, Math.max(0, ...shown.map(({ n }) => n)))],
    rows: shown.map((row) => rowOf(row, cohorts.get(row.code) ?? emptyCohort, by, known)),
  };
}

const kindOf = (period: string) =>
  period.length === 4
    ? 'annual_evaluation'
    : period.includes('Q')
      ? 'quarterly_analysis'
      : 'monthly_bulletin';

const ratesOf = (cohorts: ReadonlyMap<string, Cohort>): UnitRates =>
  new Map([...cohorts].map(([code, { onTime, n }]) => [code, { hits: onTime, n }]));

function rowOf(
  { code, rank, reason, previousRank, difference, interval }: RankingRow,
  cohort: Cohort,
  by: Ranking['by'],
  catalogue: Catalogue,
): Ranking['rows'][number] {
  const place = by === 'department' ? catalogue.department(code) : catalogue.region(code);
  return {
    code,
    name: place?.name ?? code,
    shortName: place?.shortName ?? code,
    ...onTimeRate(cohort),
    rank,
    reason,
    previousRank,
    difference,
    // of nothing, nothing is known
    interval: interval ? [interval[0], interval[1]] : [0, 1],
  };
}
