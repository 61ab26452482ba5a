import express, { Router } from 'express';
import { firstRunChangeSchema } from '#contract/firstRunSchema';
import { recordAudit } from '../access/audit.ts';
import { actorOf, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { readBody } from '../http/readInput.ts';
import { answerFirstRun } from './answerFirstRun.ts';
import { removeTestCases, type RemoveParts } from './removeTestCases.ts';

const path = '/api/v1/first-run';

/**
 * `GET /api/v1/first-run`: what the guide of the first day ticks off; `PUT`: put it away or bring it back;
 * `DELETE /api/v1/first-run/test-cases`: what it has sent as a test is taken back.
 */
export function firstRunRoutes(parts: RemoveParts): Router {
  const { pool, catalogue, clock } = parts;
  const router = Router();
  router.use(path, requireRole(...permitted.guideFirstRun), requireAllPlaces('the first steps'));
  router.get(path, async (_req, res) => {
    res.json(await answerFirstRun(pool, catalogue(), clock()));
  });
  router.put(path, express.json({ limit: '1kb' }), async (req, res) => {
    const { hidden } = readBody(req, firstRunChangeSchema);
    await recordAudit(pool, {
      at: clock(),
      actor: actorOf(res),
      action: hidden ? 'first_run.hidden' : 'first_run.shown',
      subject: { kind: 'first_run', id: 'guide' },
      detail: {},
    });
    res.status(204).end();
  });
  router.delete(`${path}/test-cases`, async (_req, res) => {
    res.json(await removeTestCases(parts, { account: signedIn(res), actor: actorOf(res) }));
  });
  return router;
}
