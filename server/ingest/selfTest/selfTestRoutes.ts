import { Router, type Request, type RequestHandler, type Response } from 'express';
import { Problem } from '#contract/problem';
import { selfTestQuerySchema, type SelfTest } from '#contract/selfTestSchema';
import type { Instant } from '#contract/time';
import { permitted } from '../../access/permissions.ts';
import { requireRole } from '../../access/requireRole.ts';
import { managedSource } from '../../catalogue/sources/managedSource.ts';
import { readQuery } from '../../http/readInput.ts';
import { drainRefused } from '../drainRefused.ts';
import { createKeyUses } from '../keyUses.ts';
import { modeOf, requestEvents } from '../requestEvents.ts';
import { sourceOfKey } from '../sourceOfKey.ts';
import { checkRecent } from './checkRecent.ts';
import { checkStream, type SelfTestDeps } from './checkStream.ts';

export interface SelfTestParts extends SelfTestDeps {
  now: () => Instant;
}

/** One at a time: a self-test must not take the processor from the events that are in earnest. */
function oneAtATime() {
  let busy = false;
  return async (res: Response, work: () => Promise<SelfTest>): Promise<void> => {
    if (busy) {
      res.set('Retry-After', '2');
      throw new Problem('busy', 'Another self-test is under way; ask again in a moment.');
    }
    busy = true;
    try {
      res.set('Cache-Control', 'no-store').json(await work());
    } finally {
      busy = false;
    }
  };
}

/**
 * A self-test for integrators: nothing of what is sent is stored. `POST /api/v1/events:check` with the source's key, to
 * be mounted before anything that reads bodies; as an administrator `POST /api/v1/sources/{id}/check`, and `GET` for
 * the newest events that the source has sent.
 */
export function selfTestRoutes(parts: SelfTestParts): { ofKey: Router; ofAccount: Router } {
  const { pool, now, catalogue } = parts;
  const uses = createKeyUses(pool);
  const alone = oneAtATime();
  const draining =
    (work: (req: Request, res: Response) => Promise<void>): RequestHandler =>
    async (req, res) => {
      try {
        await work(req, res);
      } finally {
        // the rest of a body that nobody reads would be taken for the next request
        if (!req.readableEnded) drainRefused(req);
      }
    };

  const ofKey = Router();
  ofKey.post(
    '/api/v1/events\\:check',
    draining(async (req, res) => {
      const source = await sourceOfKey(parts, uses, req, res);
      modeOf(req);
      await alone(res, () => checkStream(parts, source, requestEvents(req), now()));
    }),
  );
  const ofAccount = Router();
  const admin = requireRole(...permitted.manageSources);
  ofAccount.post(
    '/api/v1/sources/:id/check',
    admin,
    draining(async (req, res) => {
      const source = await managedSource(pool, catalogue.current(), res, req.params['id']);
      modeOf(req);
      await alone(res, () => checkStream(parts, source, requestEvents(req), now()));
    }),
  );
  ofAccount.get('/api/v1/sources/:id/check', admin, async (req, res) => {
    const { events } = readQuery(req, selfTestQuerySchema);
    const source = await managedSource(pool, catalogue.current(), res, req.params['id']);
    await alone(res, () => checkRecent(parts, source, events, now()));
  });
  return { ofKey, ofAccount };
}
