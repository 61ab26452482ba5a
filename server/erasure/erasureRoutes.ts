import express, { Router } from 'express';
import type { Pool } from 'pg';
import {
  erasureDecisionSchema,
  newErasureSchema,
  personAskedSchema,
  type Erasure,
} from '#contract/erasureSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { actorOf, inOwnPlace, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { readNumber } from '../access/readNumber.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { decideErasure } from './decideErasure.ts';
import { insertErasure, listErasures, otherAdministrators, type ErasureRow } from './erasureStore.ts';
import { casesHeld } from './holdingsStore.ts';
import { personHoldings, type PersonParts } from './personHoldings.ts';

export interface ErasureParts extends Omit<PersonParts, 'db'> {
  pool: Pool;
  clock: () => Instant;
}

const mostListed = 200;

/**
 * `POST /api/v1/erasures\:preview`: what is held of a person; `POST /api/v1/erasures`: to have it erased; `GET`: what was
 * asked for; `POST /api/v1/erasures/{id}/decide`: another administrator does it, or not. In person, never by a token.
 */
export function erasureRoutes({ pool, clock, ...person }: ErasureParts): Router {
  const router = Router();
  const admin = [requireRole(...permitted.erasePersons), requireAllPlaces('personal data')];
  const json = express.json({ limit: '256kb' });
  router.post('/api/v1/erasures\\:preview', ...admin, json, async (req, res) => {
    const asked = readBody(req, personAskedSchema);
    inOwnPlace(res);
    const holdings = await personHoldings({ ...person, db: pool }, asked);
    await recordAudit(pool, {
      at: clock(),
      actor: actorOf(res),
      action: 'erasure.previewed',
      subject: { kind: 'erasure', id: 'preview' },
      detail: { by: asked.idNumber === undefined ? 'cases' : 'number', cases: holdings.cases.length },
    });
    res.set('Cache-Control', 'no-store').json(holdings);
  });
  router.get('/api/v1/erasures', ...admin, async (_req, res) => {
    const { name } = signedIn(res);
    const items = (await listErasures(pool, mostListed)).map(answerOf);
    res.json({ items, others: await otherAdministrators(pool, name) });
  });
  router.post('/api/v1/erasures', ...admin, json, async (req, res) => {
    const asked = readBody(req, newErasureSchema);
    const { name } = inOwnPlace(res);
    const [at, actor] = [clock(), actorOf(res)];
    const row = await inTransaction(pool, async (db): Promise<ErasureRow> => {
      const held = await casesHeld(db, asked.caseIds, person.zone);
      const missing = asked.caseIds.find((caseId) => !held.some((one) => one.caseId === caseId));
      if (missing !== undefined)
        throw new Problem('not_found', `There is no case "${missing}"; look for the person again.`, {
          path: 'caseIds',
        });
      const erasureId = await insertErasure(db, asked, { at, by: name });
      await recordAudit(db, {
        at,
        actor,
        action: 'erasure.asked',
        subject: { kind: 'erasure', id: String(erasureId) },
        detail: { reference: asked.reference, reason: asked.reason, cases: asked.caseIds.length },
      });
      const undecided = { decidedAt: null, decidedBy: null, erased: null };
      return { ...asked, ...undecided, erasureId, state: 'asked', askedAt: at, askedBy: name };
    });
    res.status(201).json(answerOf(row));
  });
  router.post('/api/v1/erasures/:id/decide', ...admin, json, async (req, res) => {
    const { approved } = readBody(req, erasureDecisionSchema);
    const { name } = inOwnPlace(res);
    const erasureId = readNumber(String(req.params['id']), 'erasure');
    const by = { account: name, actor: actorOf(res), now: clock() };
    res.json(answerOf(await decideErasure(pool, { erasureId, approved }, by)));
  });
  return router;
}

const answerOf = ({ letterIds, files, askedAt, decidedAt, ...row }: ErasureRow): Erasure => ({
  ...row,
  letters: letterIds.length,
  files: files.length,
  askedAt: instantText(askedAt),
  decidedAt: instantTextOrNull(decidedAt),
});
