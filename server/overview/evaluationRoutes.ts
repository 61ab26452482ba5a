import express, { Router } from 'express';
import { triedEvaluationSchema } from '#contract/evaluationSchema';
import { rankingQuerySchema } from '#contract/querySchema';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { evaluatePeriod } from './evaluatePeriod.ts';
import { shownOf, type IssuedEvaluation } from './frozenEvaluation.ts';
import { today, type FiguresParts } from './overviewRoutes.ts';

/**
 * `GET /api/v1/evaluations`: departments or regions scored and ranked over a month, a quarter or a year, which is frozen
 * by its report; and
 * `POST …:try`: how they would be by other terms.
 */
export function evaluationRoutes({
  db,
  clock,
  catalogue,
  issued,
}: FiguresParts & { issued: IssuedEvaluation }): Router {
  const router = Router();
  router.get('/api/v1/evaluations', requireRole(...permitted.readFigures), async (req, res) => {
    const query = readQuery(req, rankingQuerySchema);
    const now = clock();
    const known = catalogue();
    const period = query.period ?? today(now, known.timezone).slice(0, 7);
    const scope = scopeOf(signedIn(res), known);
    const frozen = /^\d{4}$/.test(period) ? await issued(query.by, period) : undefined;
    if (frozen) return void res.json(await shownOf(db, frozen, scope, known));
    res.json(await evaluatePeriod(db, known, { by: query.by, period, scope }, now));
  });
  router.post(
    '/api/v1/evaluations\\:try',
    requireRole(...permitted.tryEvaluationTerms),
    express.json({ limit: '16kb' }),
    async (req, res) => {
      const { by, period, terms: tried } = readBody(req, triedEvaluationSchema);
      const known = catalogue();
      const scope = scopeOf(signedIn(res), known);
      res.json(await evaluatePeriod(db, known, { by, period, scope, tried }, clock()));
    },
  );
  return router;
}
