import { Router, type RequestHandler, type Response } from 'express';
import type { FlagDetail, FlagSummary, Page } from '#contract/answerSchema';
import { Problem } from '#contract/problem';
import { flagListQuerySchema, type FlagListQuery } from '#contract/querySchema';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { departmentsBelow, regionsBelow, scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import { countFlags, flagInScope, listFlags, transitionsOfFlag } from './flagListStore.ts';
import type { FlagDetailRow, FlagFilter, FlagRow, TransitionRow } from './flagListStore.ts';

export interface FlagRoutesParts {
  db: Queryable;
  catalogue: () => Catalogue;
}

/** `GET /api/v1/flags` and `/flags/{id}` with evidence and history. */
export function flagRoutes(parts: FlagRoutesParts): Router {
  const router = Router();
  const reader = requireRole(...permitted.readFlags);
  router.get('/api/v1/flags', reader, async (req, res) => {
    res.json(await answerList(parts, readQuery(req, flagListQuerySchema), res));
  });
  router.get('/api/v1/flags/:id', reader, one(parts));
  return router;
}

function one({ db, catalogue }: FlagRoutesParts): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const id = /^\d{1,15}$/.test(req.params.id) ? Number(req.params.id) : undefined;
    const scope = scopeOf(signedIn(res), catalogue());
    const found = id === undefined ? undefined : await flagInScope(db, id, scope);
    if (found === undefined)
      throw new Problem(
        'not_found',
        `There is no flag "${req.params.id}" here, or it is outside your scope.`,
      );
    res.set('ETag', `"${found.version}"`).json(detailOf(found, await transitionsOfFlag(db, found.flagId)));
  };
}

async function answerList(
  parts: FlagRoutesParts,
  query: FlagListQuery,
  res: Response,
): Promise<Page<FlagSummary>> {
  const filter = filterOf(query, res, parts.catalogue());
  const after = readNumberCursor(query.cursor);
  const [rows, counted] = await Promise.all([
    listFlags(parts.db, filter, after, query.limit + 1),
    countFlags(parts.db, filter, countedUpTo + 1),
  ]);
  return pageOf(rows, query.limit, counted, summaryOf, (row) => ({ at: row.position, key: row.flagId }));
}

function filterOf(query: FlagListQuery, res: Response, catalogue: Catalogue): FlagFilter {
  return {
    scope: scopeOf(signedIn(res), catalogue),
    rules: query.rule ?? null,
    severities: query.severity ?? null,
    statuses: query.status ?? null,
    caseState: query.state ?? null,
    live: query.live ?? null,
    regions: query.region === undefined ? null : regionsBelow(query.region, catalogue),
    departments: query.department === undefined ? null : departmentsBelow(query.department, catalogue),
    items: query.item ?? null,
    caseId: query.case ?? null,
    from: query.from === undefined ? null : startOfMoment(query.from, catalogue.timezone),
    to: query.to === undefined ? null : endOfMoment(query.to, catalogue.timezone),
  };
}

function summaryOf(row: FlagRow): FlagSummary {
  return {
    flagId: row.flagId,
    subject: { kind: row.subjectKind, id: row.subjectId },
    rule: row.rule,
    severity: row.severity,
    status: row.status,
    caseState: row.caseState,
    region: row.region,
    department: row.department,
    item: row.item,
    step: row.step,
    occurredAt: instantText(row.occurredAt),
    raisedAt: instantText(row.raisedAt),
    endedAt: instantTextOrNull(row.endedAt),
    version: row.version,
  };
}

const detailOf = (row: FlagDetailRow, history: readonly TransitionRow[]): FlagDetail => ({
  ...summaryOf(row),
  occurrence: row.occurrence,
  ruleVersion: row.ruleVersion,
  itemRevision: row.itemRevision,
  calendarRevision: row.calendarRevision,
  asOf: instantText(row.asOf),
  knownAt: instantText(row.knownAt),
  evidence: row.evidence,
  history: history.map((transition) => ({ ...transition, at: instantText(transition.at) })),
});
