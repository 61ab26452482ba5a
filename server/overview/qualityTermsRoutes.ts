import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import { newQualityTermsSchema, type QualityTermsAnswer } from '#contract/sourceQualitySchema';
import { signedIn, type AccessParts } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { instantText } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { addQualityTerms, listQualityTerms, type StoredQualityTerms } from './sourceQualityStore.ts';

export interface QualityTermsParts extends AccessParts {
  /** The office's, in which a version begins. */
  zone: string;
}

/** `GET /api/v1/quality-terms`, newest first, and `POST`: a version from today or later on; scores before stay. */
export function qualityTermsRoutes({ db, clock, zone }: QualityTermsParts): Router {
  const router = Router();
  router.get('/api/v1/quality-terms', requireRole(...permitted.readSources), async (_req, res) => {
    res.json({ items: (await listQualityTerms(db)).map(answerOf) });
  });
  router.post(
    '/api/v1/quality-terms',
    requireRole(...permitted.changeQualityTerms),
    requireAllPlaces('terms of quality'),
    express.json({ limit: '16kb' }),
    async (req, res) => {
      const asked = readBody(req, newQualityTermsSchema);
      const today = dayText(timezone(zone).dayOf(clock()));
      if (asked.validFrom < today)
        throw new Problem('invalid', `validFrom is ${asked.validFrom}; a version begins today or later.`, {
          path: 'validFrom',
        });
      const stored = await inTransaction(db, (tx) =>
        addQualityTerms(tx, { ...asked, actor: signedIn(res).name }, clock()),
      );
      res.status(201).json(answerOf(stored));
    },
  );
  return router;
}

const answerOf = ({ recordedAt, ...version }: StoredQualityTerms): QualityTermsAnswer => ({
  ...version,
  recordedAt: instantText(recordedAt),
});
