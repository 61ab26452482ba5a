import { Router, type Request, type RequestHandler, type Response } from 'express';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import { hashSourceKey } from '../catalogue/sourceKey.ts';
import type { Admission } from './admission.ts';
import { drainRefused } from './drainRefused.ts';
import { receiveEvents, type ReceiveDeps } from './receiveEvents.ts';
import { largestBody, modeOf, requestEvents, tooLarge } from './requestEvents.ts';

export interface IngestRoutesDeps extends ReceiveDeps {
  admission: Admission;
  now: () => Instant;
}

const retryAfterSeconds = 1;
/** What a stream without a length is counted as: it is read no faster than it is stored. */
const streamBytes = 256 * 1024;

/** `POST /api/v1/events` and `/api/v1/events:validate`. Must be mounted before anything that reads bodies. */
export function ingestRoutes(deps: IngestRoutesDeps): Router {
  const router = Router();
  router.post('/api/v1/events', take(deps, false));
  router.post('/api/v1/events\\:validate', take(deps, true));
  return router;
}

function take(deps: IngestRoutesDeps, dryRun: boolean): RequestHandler {
  return async (req, res) => {
    const source = await sourceOf(deps, req, res);
    const mode = modeOf(req);
    const length = Number(req.headers['content-length'] ?? streamBytes);
    if (mode !== 'ndjson' && length > largestBody) {
      drainRefused(req);
      throw tooLarge();
    }
    const leave = enter(deps, source, mode === 'ndjson' ? Math.min(length, streamBytes) : length, req, res);
    try {
      res.json(await receiveEvents(deps, source, requestEvents(req), deps.now, dryRun));
    } catch (error) {
      // the rest of a body that nobody reads would be taken for the next request
      drainRefused(req);
      if (error instanceof Problem && error.code === 'busy')
        res.set('Retry-After', String(retryAfterSeconds));
      throw error;
    } finally {
      leave();
    }
  };
}

function enter(
  deps: IngestRoutesDeps,
  source: SourceRecord,
  bytes: number,
  req: Request,
  res: Response,
): () => void {
  try {
    return deps.admission.enter(source.sourceId, bytes);
  } catch (error) {
    res.set('Retry-After', String(retryAfterSeconds));
    drainRefused(req);
    throw error;
  }
}

/** @throws Problem `unauthenticated` */
async function sourceOf(deps: IngestRoutesDeps, req: Request, res: Response): Promise<SourceRecord> {
  const key = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (key !== undefined) {
    const hash = hashSourceKey(key).toString('hex');
    const known = deps.catalogue.current().sourceByKey(hash, deps.now());
    if (known) return known;
    // a key made a moment ago in another process
    await deps.catalogue.refresh(deps.pool);
    const fresh = deps.catalogue.current().sourceByKey(hash, deps.now());
    if (fresh) return fresh;
  }
  res.set('WWW-Authenticate', 'Bearer realm="duban events"');
  drainRefused(req);
  throw new Problem(
    'unauthenticated',
    key === undefined
      ? 'Send the source key as "Authorization: Bearer KEY".'
      : 'This source key is unknown, replaced or revoked; an administrator gives a new one.',
  );
}
