import express, { Router } from 'express';
import {
  adjustmentsQuerySchema,
  newAdjustmentSchema,
  revokedAdjustmentSchema,
  type NewAdjustment,
} from '#contract/adjustmentSchema';
import { Problem } from '#contract/problem';
import { recordAudit } from '../access/audit.ts';
import { actorOf, signedIn, type AccessParts } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { periodDays } from '../domain/evaluation/periodDays.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { addAdjustment, adjustmentsWithin, revokeAdjustment } from './adjustmentStore.ts';
import { today } from './overviewRoutes.ts';
import { seesUnit } from './seesUnit.ts';

export interface AdjustmentParts extends Pick<AccessParts, 'db' | 'clock'> {
  catalogue: () => Catalogue;
}

/** `GET` and `POST /api/v1/evaluation-adjustments`, and `POST …/{id}:revoke`: points that no rule finds. */
export function adjustmentRoutes({ db, clock, catalogue }: AdjustmentParts): Router {
  const router = Router();
  const adjusters = [
    requireRole(...permitted.adjustScores),
    requireAllPlaces('points of a score'),
    express.json({ limit: '16kb' }),
  ];
  router.get('/api/v1/evaluation-adjustments', requireRole(...permitted.readFigures), async (req, res) => {
    const { by, period } = readQuery(req, adjustmentsQuerySchema);
    const known = catalogue();
    const scope = scopeOf(signedIn(res), known);
    const found = await adjustmentsWithin(db, by, periodDays(period));
    res.json({ items: found.filter(({ unit }) => seesUnit(unit, by, scope, known)) });
  });
  router.post('/api/v1/evaluation-adjustments', ...adjusters, async (req, res) => {
    const asked = readBody(req, newAdjustmentSchema);
    const now = clock();
    assertKnown(asked, catalogue(), today(now, catalogue().timezone));
    const actor = actorOf(res);
    const stored = await inTransaction(db, async (tx) => {
      const added = await addAdjustment(tx, asked, actor, now);
      const { adjustmentId, unit, points, happenedOn, reason, evidence } = added;
      await recordAudit(tx, {
        at: now,
        actor,
        action: 'evaluation_adjustment.add',
        subject: { kind: asked.by, id: unit },
        detail: { adjustmentId, points, happenedOn, reason, evidence },
      });
      return added;
    });
    res.status(201).json(stored);
  });
  router.post('/api/v1/evaluation-adjustments/:adjustmentId\\:revoke', ...adjusters, async (req, res) => {
    const { reason } = readBody(req, revokedAdjustmentSchema);
    const id = String(req.params['adjustmentId']);
    const now = clock();
    const actor = actorOf(res);
    const revoked = await inTransaction(db, async (tx) => {
      const found = /^\d{1,15}$/.test(id)
        ? await revokeAdjustment(tx, Number(id), { reason, actor }, now)
        : undefined;
      if (!found)
        throw new Problem('not_found', `No points of number ${id} stand; somebody may have revoked them.`);
      const { by: kind, unit } = found;
      await recordAudit(tx, {
        at: now,
        actor,
        action: 'evaluation_adjustment.revoke',
        subject: { kind, id: unit },
        detail: { adjustmentId: found.adjustmentId, reason },
      });
      return found;
    });
    res.json(revoked);
  });
  return router;
}

function assertKnown({ by, unit, happenedOn }: NewAdjustment, known: Catalogue, day: string): void {
  if (!(by === 'department' ? known.department(unit) : known.region(unit)))
    throw new Problem('invalid', `The catalogue has no ${by} "${unit}".`, { path: 'unit' });
  if (happenedOn > day)
    throw new Problem('invalid', `happenedOn is ${happenedOn}; give today or an earlier day.`, {
      path: 'happenedOn',
    });
}
