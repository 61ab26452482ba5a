import express, { Router, type RequestHandler } from 'express';
import { appealDecisionSchema, newAppealSchema, openAppealsSchema } from '#contract/reports/appealSchema';
import { issueSchema } from '#contract/reports/reportSchema';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { readIfMatch } from '../http/ifMatch.ts';
import { readBody } from '../http/readInput.ts';
import { appealReport } from './actions/appealReport.ts';
import type { Actor } from './actions/actor.ts';
import { cancelReport } from './actions/cancelReport.ts';
import { decideAppeal } from './actions/decideAppeal.ts';
import { issueReport } from './actions/issueReport.ts';
import { openAppeals } from './actions/openAppeals.ts';
import { askedBy, reportIdOf, wholeReport, type ReportRoutesParts } from './reportRoutes.ts';

/**
 * `POST /api/v1/reports/{reportId}:cancel`, `:open-appeals`, `:appeal`, `:decide-appeal`, `:issue`: the steps of a
 * report's life; each answers the report as it stands then.
 */
export function appealRoutes(parts: Omit<ReportRoutesParts, 'next'>): Router {
  const { pool } = parts;
  const router = Router();
  const json = express.json({ limit: '16kb' });
  type Step = (req: Parameters<RequestHandler>[0], reportId: number, actor: Actor) => Promise<unknown>;
  const step =
    (status: number, take: Step): RequestHandler =>
    async (req, res) => {
      const actor = askedBy(res, parts);
      const reportId = reportIdOf(req);
      await take(req, reportId, actor);
      const whole = await wholeReport(pool, reportId, actor);
      res.status(status).set('ETag', `"${whole.version}"`).json(whole);
    };
  const order = requireRole(...permitted.orderReports);
  const issue = requireRole(...permitted.issueReports);
  router.post(
    '/api/v1/reports/:id\\:cancel',
    order,
    step(200, (_req, reportId, actor) => cancelReport(pool, reportId, actor)),
  );
  router.post(
    '/api/v1/reports/:id\\:open-appeals',
    issue,
    json,
    step(200, (req, reportId, actor) => {
      const { days } = readBody(req, openAppealsSchema);
      return openAppeals(pool, reportId, { days, version: readIfMatch(req) }, actor);
    }),
  );
  router.post(
    '/api/v1/reports/:id\\:appeal',
    requireRole(...permitted.appealReports),
    json,
    step(201, (req, reportId, actor) => appealReport(pool, reportId, readBody(req, newAppealSchema), actor)),
  );
  router.post(
    '/api/v1/reports/:id\\:decide-appeal',
    issue,
    json,
    step(200, (req, reportId, actor) =>
      decideAppeal(pool, reportId, readBody(req, appealDecisionSchema), actor),
    ),
  );
  router.post(
    '/api/v1/reports/:id\\:issue',
    issue,
    json,
    step(202, (req, reportId, actor) => {
      const { reason } = readBody(req, issueSchema);
      return issueReport(pool, reportId, { reason, version: readIfMatch(req) }, actor);
    }),
  );
  return router;
}
