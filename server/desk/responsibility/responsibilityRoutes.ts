import { Router } from 'express';
import { Problem } from '#contract/problem';
import { responsibilityQuerySchema, type Responsibility } from '#contract/responsibilitySchema';
import type { Instant } from '#contract/time';
import { signedIn } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireRole } from '../../access/requireRole.ts';
import { scopeOf } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { readTextCursor } from '../../http/cursor.ts';
import { instantText } from '../../http/instantText.ts';
import { pageOf } from '../../http/page.ts';
import { readQuery } from '../../http/readInput.ts';
import { caseResponsibility } from './caseResponsibility.ts';
import { responsibilityFilterOf } from './responsibilityFilter.ts';
import { responsibilityLine } from './responsibilityLine.ts';
import { listResponsibility } from './responsibilityStore.ts';

export interface ResponsibilityRoutesParts {
  db: Queryable;
  clock: () => Instant;
  catalogue: () => Catalogue;
}

/** `GET /api/v1/cases/{caseId}/responsibility` and `GET /api/v1/responsibility`. */
export function responsibilityRoutes({ db, clock, catalogue }: ResponsibilityRoutesParts): Router {
  const router = Router();
  const reader = requireRole(...permitted.readResponsibility);
  router.get('/api/v1/cases/:caseId/responsibility', reader, async (req, res) => {
    const { caseId } = req.params;
    const knowledge = catalogue();
    const scope = scopeOf(signedIn(res), knowledge);
    const found = await caseResponsibility(db, String(caseId), { scope, knowledge, now: clock() });
    if (!found)
      throw new Problem(
        'not_found',
        `There is no case "${String(caseId)}" here, or it is outside your scope.`,
      );
    res.json(found);
  });
  router.get('/api/v1/responsibility', reader, async (req, res) => {
    const query = readQuery(req, responsibilityQuerySchema);
    const now = clock();
    const known = catalogue();
    const { filter, period } = responsibilityFilterOf(query, signedIn(res), known, now);
    const rows = await listResponsibility(db, filter, readTextCursor(query.cursor), query.limit + 1);
    const page = pageOf(
      rows,
      query.limit,
      rows[0]?.total ?? 0,
      responsibilityLine(query.by, known),
      (row) => ({
        at: row.outcomes,
        key: row.code,
      }),
    );
    const answer: Responsibility = { by: query.by, period, asOf: instantText(now), ...page };
    res.json(answer);
  });
  return router;
}
