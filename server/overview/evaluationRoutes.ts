import { Router } from 'express';
import type { Evaluation } from '#contract/evaluationSchema';
import { partNames } from '#contract/evaluation';
import { Problem } from '#contract/problem';
import { rankingQuerySchema } from '#contract/querySchema';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf, type Scope } from '../access/scope.ts';
import { evaluateUnits } from '../domain/evaluation/evaluateUnits.ts';
import { periodDays } from '../domain/evaluation/periodDays.ts';
import { instantText } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
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
import { today, type FiguresParts } from './overviewRoutes.ts';
import { seesUnit } from './seesUnit.ts';
import { spanSoFar } from './spanSoFar.ts';
import { unitAnswer } from './unitAnswer.ts';

/** `GET /api/v1/evaluations`: departments or regions scored and ranked over a month, a quarter or a year. */
export function evaluationRoutes(parts: FiguresParts): Router {
  const router = Router();
  router.get('/api/v1/evaluations', requireRole(...permitted.readFigures), async (req, res) => {
    const query = readQuery(req, rankingQuerySchema);
    const period = query.period ?? today(parts.clock(), parts.catalogue().timezone).slice(0, 7);
    res.json(await evaluation(parts, query.by, period, scopeOf(signedIn(res), parts.catalogue())));
  });
  return router;
}

/** Ranks are drawn over the whole city; an account with a scope is shown its own units, and its own flags, of them. */
async function evaluation(
  { db, clock, catalogue }: FiguresParts,
  by: UnitKind,
  period: string,
  scope: Scope,
): Promise<Evaluation> {
  const now = clock();
  const known = catalogue();
  const { from, to } = periodDays(period);
  const span = spanSoFar({ from, to }, known.timezone, now);
  const held = await evaluationTermsOn(db, to);
  if (!held) throw new Problem('not_found', `No terms of evaluation hold on ${to}.`, { path: 'period' });
  const { terms, version } = held;
  const [due, found, rectified, concluded] = await Promise.all([
    casesDue(db, by, span, scope),
    findingsWithin(db, by, span, scope),
    rectificationsDue(db, by, span, scope),
    concludedOn(db, by, { from, to }),
  ]);
  const gathered = [...gatherUnits({ due, found, rectified, concluded }, terms)];
  const evaluated = evaluateUnits(
    gathered.map(([, evidence]) => evidence),
    terms,
  );
  const units = gathered.flatMap(([code, evidence], index) => {
    const unit = evaluated[index];
    if (!unit || !seesUnit(code, by, scope, known)) return [];
    const place = by === 'department' ? known.department(code) : known.region(code);
    return [unitAnswer({ code, name: place?.name, shortName: place?.shortName }, unit, evidence, terms)];
  });
  return {
    by,
    period,
    from,
    to,
    timezone: known.timezone,
    asOf: instantText(now),
    terms: { version, ...termsAnswer(terms) },
    notScored: [
      {
        part: 'satisfaction',
        name: { zh: partNames.zh.satisfaction, en: partNames.en.satisfaction },
        weight: terms.weights.satisfaction,
        reason: 'no_ratings',
      },
    ],
    units: units.sort(bestFirst),
  };
}

type Unit = Evaluation['units'][number];

const bestFirst = (a: Unit, b: Unit): number =>
  before(a.rank ?? Infinity, b.rank ?? Infinity) ||
  before(b.score ?? -1, a.score ?? -1) ||
  (a.code < b.code ? -1 : 1);

const before = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
