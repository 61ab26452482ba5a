import express, { Router } from 'express';
import { valuesPreviewSchema, type ValuesReport } from '#contract/sourceSchema';
import type { Instant } from '#contract/time';
import { permitted } from '../../access/permissions.ts';
import { requireRole } from '../../access/requireRole.ts';
import { managedSource } from '../../catalogue/sources/managedSource.ts';
import { readBody } from '../../http/readInput.ts';
import { newestLetters } from '../letters/letterStore.ts';
import { rawOfLetter } from '../letters/resendLetters.ts';
import type { PrepareDeps } from '../prepareEvents.ts';
import { recentEvents } from '../selfTest/recentEventStore.ts';
import { validateEvent } from '../validateEvent.ts';
import { previewValues } from './previewValues.ts';

export interface ValuesRoutesParts extends PrepareDeps {
  now: () => Instant;
}

const eventsLookedAt = 1000;
const lettersLookedAt = 500;

/** `POST /api/v1/sources/{id}/values:preview`: another code mapping on what the source has really sent. Writes nothing. */
export function valuesRoutes({ pool, catalogue, sealer, now: clock }: ValuesRoutesParts): Router {
  const router = Router();
  router.post(
    '/api/v1/sources/:id/values\\:preview',
    requireRole(...permitted.manageSources),
    express.json({ limit: '512kb' }),
    async (req, res) => {
      const { values } = readBody(req, valuesPreviewSchema);
      const now = clock();
      const known = catalogue.current();
      const source = await managedSource(pool, known, res, req.params['id']);
      const { sourceId, settings } = source;
      const events = await recentEvents(pool, sourceId, eventsLookedAt, now);
      const waiting = [
        ...(await newestLetters(pool, sourceId, 'unknown_value', lettersLookedAt)),
        ...(await newestLetters(pool, sourceId, 'invalid_value', lettersLookedAt)),
      ];
      const raws = waiting.map((letter) => rawOfLetter({ sealer }, letter));
      const zone = settings.timezone ?? known.timezone;
      const context = {
        source: { ...source, settings: { ...settings, values } },
        catalogue: known,
        sealer,
        now,
      };
      const taken = raws.filter(
        (raw) => !('refusal' in raw) && validateEvent(raw.value, context).kind !== 'refused',
      );
      const report: ValuesReport = {
        ...previewValues(settings.values, values, events, raws, zone),
        events: events.length,
        letters: raws.length,
        wouldReplay: taken.length,
      };
      res.json(report);
    },
  );
  return router;
}
