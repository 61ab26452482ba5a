import { Router, type RequestHandler, type Response } from 'express';
import type { CaseSummary } from '#contract/answerSchema';
import type { Page } from '#contract/pageSchema';
import { Problem } from '#contract/problem';
import { caseListQuerySchema, explainQuerySchema, type CaseListQuery } from '#contract/querySchema';
import type { Instant } from '#contract/time';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf, type Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOfMoment } from '../domain/calendar/localMoment.ts';
import { readTextCursor } from '../http/cursor.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import { caseFilterOf } from './caseFilter.ts';
import { caseIsInScope, countCases, listCases } from './caseListStore.ts';
import { caseSummaryOf } from './caseSummary.ts';

/** Where the clock stands and what had arrived by then. */
export interface Viewpoint {
  asOf: Instant;
  knownAt: Instant;
}

export interface CaseRoutesParts {
  db: Queryable;
  clock: () => Instant;
  catalogue: () => Catalogue;
  /**
   * State, limits, due dates, used, remaining, events and the flags inside the scope; undefined when there is no such
   * case.
   */
  viewCase(caseId: string, at: Viewpoint, scope: Scope): Promise<object | undefined>;
  /** Day-by-day arithmetic of each clock and every rule's result; undefined when there is no such case. */
  explainCase(caseId: string, at: Viewpoint): Promise<object | undefined>;
}

/** `GET /api/v1/cases`, `/cases/{caseId}` and its `/explain`. */
export function caseRoutes(parts: CaseRoutesParts): Router {
  const router = Router();
  const reader = requireRole(...permitted.readCases);
  router.get('/api/v1/cases', reader, async (req, res) => {
    res.json(await answerList(parts, readQuery(req, caseListQuerySchema), res));
  });
  router.get('/api/v1/cases/:caseId', reader, one(parts, parts.viewCase));
  router.get('/api/v1/cases/:caseId/explain', reader, one(parts, parts.explainCase));
  return router;
}

function one(parts: CaseRoutesParts, read: CaseRoutesParts['viewCase']): RequestHandler<{ caseId: string }> {
  return async (req, res) => {
    const { caseId } = req.params;
    const query = readQuery(req, explainQuerySchema);
    const now = parts.clock();
    const { timezone } = parts.catalogue();
    const at: Viewpoint = {
      asOf: query.asOf === undefined ? now : endOfMoment(query.asOf, timezone),
      knownAt: query.knownAt === undefined ? now : endOfMoment(query.knownAt, timezone),
    };
    // a case outside the scope and one that does not exist are the same to the asker
    const scope = scopeOf(signedIn(res), parts.catalogue());
    const visible = await caseIsInScope(parts.db, caseId, scope);
    const found = visible ? await read(caseId, at, scope) : undefined;
    if (found === undefined)
      throw new Problem('not_found', `There is no case "${caseId}" here, or it is outside your scope.`);
    res.json(found);
  };
}

async function answerList(
  parts: CaseRoutesParts,
  query: CaseListQuery,
  res: Response,
): Promise<Page<CaseSummary>> {
  const filter = caseFilterOf(query, signedIn(res), parts.catalogue());
  const after = readTextCursor(query.cursor);
  const [rows, counted] = await Promise.all([
    listCases(parts.db, filter, after, query.limit + 1, query.sort),
    countCases(parts.db, filter, countedUpTo + 1),
  ]);
  return pageOf(rows, query.limit, counted, caseSummaryOf, (row) => ({ at: row.position, key: row.caseId }));
}
