import { Router } from 'express';
import type { CaseClocks } from '#contract/caseClockSchema';
import { caseClocksQuerySchema } from '#contract/caseClockSchema';
import type { Instant } from '#contract/time';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { caseClocks } from './caseClocks.ts';

export interface CaseClockRoutesParts {
  db: Queryable;
  clock: () => Instant;
  catalogue: () => Catalogue;
}

/** `GET /api/v1/case-clocks?case=…`: what a list of cases or flags shows of their time, a screenful at once. */
export function caseClockRoutes({ db, clock, catalogue }: CaseClockRoutesParts): Router {
  const router = Router();
  router.get('/api/v1/case-clocks', requireRole(...permitted.readCases), async (req, res) => {
    const query = readQuery(req, caseClocksQuerySchema);
    const knowledge = catalogue();
    const now = clock();
    const items = await caseClocks(db, query.case, {
      scope: scopeOf(signedIn(res), knowledge),
      knowledge,
      now,
    });
    const answer: CaseClocks = { asOf: instantText(now), items };
    res.json(answer);
  });
  return router;
}
