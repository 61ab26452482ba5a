import { Router, type Request, type RequestHandler, type Response } from 'express';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import type { Admission } from './admission.ts';
import { drainRefused } from './drainRefused.ts';
import { createKeyUses, type KeyUses } from './keyUses.ts';
import { receiveEvents, type IngestSummary, type ReceiveDeps } from './receiveEvents.ts';
import { largestBody, modeOf, requestEvents, tooLarge } from './requestEvents.ts';
import { sourceOfKey } from './sourceOfKey.ts';

export interface IngestRoutesDeps extends ReceiveDeps {
  admission: Admission;
  now: () => Instant;
  /** Hears what became of the events of a request. */
  onAnswered?: (summary: IngestSummary) => void;
}

const retryAfterSeconds = 1;
/** What a stream without a length is counted as: it is read no faster than it is stored. */
const streamBytes = 256 * 1024;

/** `POST /api/v1/events` and `/api/v1/events:validate`. Must be mounted before anything that reads bodies. */
export function ingestRoutes(deps: IngestRoutesDeps): Router {
  const router = Router();
  const uses = createKeyUses(deps.pool);
  router.post('/api/v1/events', take(deps, uses, false));
  router.post('/api/v1/events\\:validate', take(deps, uses, true));
  return router;
}

function take(deps: IngestRoutesDeps, uses: KeyUses, dryRun: boolean): RequestHandler {
  return async (req, res) => {
    const source = await sourceOfKey(deps, uses, req, res);
    const mode = modeOf(req);
    const length = Number(req.headers['content-length'] ?? streamBytes);
    if (mode !== 'ndjson' && length > largestBody) {
      drainRefused(req);
      throw tooLarge();
    }
    const leave = enter(deps, source, mode === 'ndjson' ? Math.min(length, streamBytes) : length, req, res);
    try {
      const summary = await receiveEvents(deps, source, requestEvents(req), deps.now, dryRun);
      if (!dryRun) deps.onAnswered?.(summary);
      res.json(summary);
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
