import { Router } from 'express';
import type { Heatmap, Overview } from '#contract/answerSchema';
import { heatmapQuerySchema, overviewQuerySchema, type HeatmapQuery } from '#contract/querySchema';
import { Problem } from '#contract/problem';
import type { Instant, LocalDay } from '#contract/time';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf, type Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { arrangeHeatmap } from './arrangeHeatmap.ts';
import { heatmapCells } from './heatmapCells.ts';
import { addCohorts, onTimeRate } from './onTimeRate.ts';
import { promisedCohorts, statutoryCohorts } from './onTimeStore.ts';
import { countedOnDay, flaggedBySeverity, rulesLastRan, standingNow } from './overviewStore.ts';

export interface FiguresParts {
  db: Queryable;
  clock: () => Instant;
  catalogue: () => Catalogue;
}

/** `GET /api/v1/overview` and `/api/v1/heatmap`: figures of the default namespace, within the caller's scope. */
export function overviewRoutes(parts: FiguresParts): Router {
  const router = Router();
  const reader = requireRole(...permitted.readFigures);
  router.get('/api/v1/overview', reader, async (req, res) => {
    const { day } = readQuery(req, overviewQuerySchema);
    res.json(await overview(parts, day, scopeOf(signedIn(res), parts.catalogue())));
  });
  router.get('/api/v1/heatmap', reader, async (req, res) => {
    res.json(
      await heatmap(parts, readQuery(req, heatmapQuerySchema), scopeOf(signedIn(res), parts.catalogue())),
    );
  });
  return router;
}

/** The local day of `now` in the office zone. */
export const today = (now: Instant, zone: string): LocalDay => dayText(timezone(zone).dayOf(now));

async function overview(
  { db, clock, catalogue }: FiguresParts,
  asked: LocalDay | undefined,
  scope: Scope,
): Promise<Overview> {
  const now = clock();
  const { timezone: zone } = catalogue();
  const day = asked ?? today(now, zone);
  const span = { from: startOfMoment(day, zone), to: endOfMoment(day, zone) };
  // a department's own figures count the children of joint cases, a region's and the city's their parents
  const children = scope.departments !== null;
  const due = { from: span.from, to: Math.min(span.to, now), children };
  const [counted, standing, promised, statutory, flagged, ran] = await Promise.all([
    countedOnDay(db, day, children, scope),
    day === today(now, zone) ? standingNow(db, children, scope) : null,
    promisedCohorts(db, due, [], scope),
    statutoryCohorts(db, due, [], scope),
    flaggedBySeverity(db, span, scope),
    rulesLastRan(db),
  ]);
  return {
    day,
    timezone: zone,
    asOf: instantText(now),
    counted,
    standing,
    onTimeByPromise: onTimeRate(addCohorts(promised)),
    onTimeByLaw: onTimeRate(addCohorts(statutory)),
    flagged,
    rulesLastRanAt: instantTextOrNull(ran),
  };
}

async function heatmap(
  { db, clock, catalogue }: FiguresParts,
  query: HeatmapQuery,
  scope: Scope,
): Promise<Heatmap> {
  const now = clock();
  const { timezone: zone } = catalogue();
  const from = query.from ?? query.to ?? today(now, zone);
  const to = query.to ?? from;
  if (to < from)
    throw new Problem('invalid', `The parameter "to" (${to}) lies before "from" (${from}).`, { path: 'to' });
  const cells = await heatmapCells(db, query, { from, to, timezone: zone, now }, scope);
  return {
    metric: query.metric,
    columnsAre: query.columns,
    from,
    to,
    timezone: zone,
    asOf: instantText(now),
    ...arrangeHeatmap(cells, query, catalogue(), scope),
  };
}
