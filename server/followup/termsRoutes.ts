import express, { Router } from 'express';
import { newFollowupTermsSchema, type FollowupTermsAnswer } from '#contract/followupSchema';
import { Problem } from '#contract/problem';
import { recordAudit } from '../access/audit.ts';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { instantTextOrNull } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import type { ActingParts } from './actOnFlags.ts';
import { addFollowupTerms, builtInTerms, listFollowupTerms, type StoredTerms } from './termsStore.ts';

/**
 * `GET /api/v1/followup-terms`, newest first, and `POST`: a version from today or later on. Limits that run keep their
 * ends.
 */
export function termsRoutes({ pool, clock, catalogue }: ActingParts): Router {
  const router = Router();
  router.get('/api/v1/followup-terms', requireRole(...permitted.readFlags), async (_req, res) => {
    res.json({ items: (await listFollowupTerms(pool)).map(answerOf) });
  });
  router.post(
    '/api/v1/followup-terms',
    requireRole('admin'),
    requireAllPlaces('limits'),
    express.json({ limit: '16kb' }),
    async (req, res) => {
      const { validFrom, terms, note } = readBody(req, newFollowupTermsSchema);
      const now = clock();
      const today = dayText(timezone(catalogue().timezone).dayOf(now));
      if (validFrom < today)
        throw new Problem('invalid', `validFrom is ${validFrom}; a version begins today or later.`, {
          path: 'validFrom',
        });
      const actor = signedIn(res).name;
      const [newest = builtInTerms] = await listFollowupTerms(pool);
      const { limits, holdSeconds = newest.terms.holdSeconds, ladder = newest.terms.ladder } = terms;
      const stored: StoredTerms = {
        version: newest.version + 1,
        validFrom,
        terms: { limits: { ...newest.terms.limits, ...limits }, holdSeconds, ladder },
        note,
        recordedAt: now,
        actor,
      };
      await inTransaction(pool, async (db) => {
        if (!(await addFollowupTerms(db, stored, now)))
          throw new Problem('conflict', 'Somebody else changed the terms just now; look at them again.');
        const subject = { kind: 'followup_terms', id: String(stored.version) };
        await recordAudit(db, {
          at: now,
          actor,
          action: 'followup_terms.changed',
          subject,
          detail: { validFrom, terms },
        });
      });
      res.status(201).json(answerOf(stored));
    },
  );
  return router;
}

const answerOf = ({ recordedAt, terms, ...version }: StoredTerms): FollowupTermsAnswer => ({
  ...version,
  terms: { ...terms, ladder: terms.ladder.map(({ after, tell }) => ({ after, tell: [...tell] })) },
  recordedAt: instantTextOrNull(recordedAt),
});
