import { Router } from 'express';
import { rankingQuerySchema } from '#contract/querySchema';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import { readQuery } from '../http/readInput.ts';
import { evaluatePeriod } from './evaluatePeriod.ts';
import { today, type FiguresParts } from './overviewRoutes.ts';

/** `GET /api/v1/evaluations`: departments or regions scored and ranked over a month, a quarter or a year. */
export function evaluationRoutes({ db, clock, catalogue }: FiguresParts): Router {
  const router = Router();
  router.get('/api/v1/evaluations', requireRole(...permitted.readFigures), async (req, res) => {
    const query = readQuery(req, rankingQuerySchema);
    const now = clock();
    const known = catalogue();
    const period = query.period ?? today(now, known.timezone).slice(0, 7);
    const scope = scopeOf(signedIn(res), known);
    res.json(await evaluatePeriod(db, known, { by: query.by, period, scope }, now));
  });
  return router;
}
