import { Router } from 'express';
import type { Ranking } from '#contract/answerSchema';
import { rankingQuerySchema } from '#contract/querySchema';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf, type Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { periodDays } from '../domain/evaluation/periodDays.ts';
import { rankRates } from '../domain/evaluation/rankRates.ts';
import { wilsonInterval } from '../domain/evaluation/wilsonInterval.ts';
import { instantText } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { onTimeRate } from './onTimeRate.ts';
import { promisedCohorts, type Cohort } from './onTimeStore.ts';
import { today, type FiguresParts } from './overviewRoutes.ts';
import { seesUnit } from './seesUnit.ts';
import { spanSoFar } from './spanSoFar.ts';

type Row = Ranking['rows'][number];

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
  by: 'department' | 'region',
  period: string,
  scope: Scope,
): Promise<Ranking> {
  const now = clock();
  const known = catalogue();
  const { from, to } = periodDays(period);
  const span = { ...spanSoFar({ from, to }, known.timezone, now), children: by === 'department' };
  const cohorts = await promisedCohorts(db, span, [by], { regions: null, departments: null });
  const ranks = rankRates(cohorts.map(({ onTime, n }) => ({ hits: onTime, n })));
  const rows = cohorts.map((cohort, index) => rowOf(cohort[by], cohort, ranks[index] ?? null, by, known));
  return {
    by,
    period,
    from,
    to,
    timezone: known.timezone,
    asOf: instantText(now),
    measure: 'on_time_rate',
    interval: 'wilson_95',
    rows: rows.filter(({ code }) => seesUnit(code, by, scope, known)).sort(bestFirst),
  };
}

function rowOf(
  code: string,
  cohort: Cohort,
  rank: number | null,
  by: Ranking['by'],
  catalogue: Catalogue,
): Row {
  const place = by === 'department' ? catalogue.department(code) : catalogue.region(code);
  const { value, n, onTime, excluded } = onTimeRate(cohort);
  return {
    code,
    name: place?.name ?? code,
    shortName: place?.shortName ?? code,
    value,
    n,
    onTime,
    rank,
    reason: rank === null ? 'too_few_cases' : null,
    interval: wilsonInterval(onTime, n),
    excluded,
  };
}

// the unranked stand last, by their number of cases
const bestFirst = (a: Row, b: Row): number =>
  (a.rank ?? Infinity) === (b.rank ?? Infinity)
    ? b.n - a.n || (a.code < b.code ? -1 : 1)
    : (a.rank ?? Infinity) - (b.rank ?? Infinity);
