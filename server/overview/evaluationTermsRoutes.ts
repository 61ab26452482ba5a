import express, { Router } from 'express';
import { newEvaluationTermsSchema, type EvaluationTermsAnswer } from '#contract/evaluationSchema';
import { Problem } from '#contract/problem';
import { actorOf } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';
import { instantText } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import {
  addEvaluationTerms,
  listEvaluationTerms,
  type StoredEvaluationTerms,
} from './evaluationTermsStore.ts';
import { today } from './overviewRoutes.ts';
import type { QualityTermsParts } from './qualityTermsRoutes.ts';

/** `GET /api/v1/evaluation-terms`, newest first, and `POST`: a version from today or later on. */
export function evaluationTermsRoutes({ db, clock, zone }: QualityTermsParts): Router {
  const router = Router();
  router.get('/api/v1/evaluation-terms', requireRole(...permitted.readFigures), async (_req, res) => {
    res.json({ items: (await listEvaluationTerms(db)).map(answerOf) });
  });
  router.post(
    '/api/v1/evaluation-terms',
    requireRole(...permitted.changeEvaluationTerms),
    requireAllPlaces('terms of evaluation'),
    express.json({ limit: '16kb' }),
    async (req, res) => {
      const asked = readBody(req, newEvaluationTermsSchema);
      const now = clock();
      if (asked.validFrom < today(now, zone))
        throw new Problem('invalid', `validFrom is ${asked.validFrom}; a version begins today or later.`, {
          path: 'validFrom',
        });
      const stored = await inTransaction(db, (tx) =>
        addEvaluationTerms(tx, { ...asked, actor: actorOf(res) }, now),
      );
      res.status(201).json(answerOf(stored));
    },
  );
  return router;
}

const answerOf = ({ recordedAt, terms, ...version }: StoredEvaluationTerms): EvaluationTermsAnswer => ({
  ...version,
  terms: termsAnswer(terms),
  recordedAt: instantText(recordedAt),
});

export function termsAnswer({ weights, scales, grades, dataRules, limits, shrinkage }: EvaluationTerms) {
  return { weights, scales, grades, dataRules: [...dataRules], limits, shrinkage };
}
