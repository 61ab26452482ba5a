import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import { newSubscriptionSchema, type ReportSubscription } from '#contract/reports/reportSetupSchema';
import { recordAudit } from '../access/audit.ts';
import { actorOf, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { readNumber } from '../access/readNumber.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { mustBeKnown } from './actions/orderReport.ts';
import {
  addSubscription,
  deleteSubscription,
  listSubscriptions,
  type SubscriptionRow,
} from './distribution/subscriberStore.ts';
import { placeOf } from './reportAnswer.ts';
import type { ReportRoutesParts } from './reportRoutes.ts';

/** `GET`, `POST /api/v1/report-subscriptions`, `DELETE …/{id}`: which channels are sent what is issued. */
export function subscriptionRoutes({ pool, clock, catalogue }: Omit<ReportRoutesParts, 'next'>): Router {
  const router = Router();
  const admin = [requireRole(...permitted.subscribeReports), requireAllPlaces('subscriptions of reports')];
  const path = '/api/v1/report-subscriptions';
  router.get(path, ...admin, async (_req, res) => {
    const rows = await listSubscriptions(pool);
    res.json({ items: rows.map((row) => answerOf(row, catalogue())) });
  });
  router.post(path, ...admin, express.json({ limit: '16kb' }), async (req, res) => {
    const asked = readBody(req, newSubscriptionSchema);
    mustBeKnown(asked.scope, catalogue());
    const now = clock();
    const added = await inTransaction(pool, async (db) => {
      const id = await addSubscription(db, asked, { name: signedIn(res).name, now });
      if (id === undefined)
        throw new Problem(
          'invalid',
          `There is no channel ${asked.channelId}; GET /api/v1/channels lists them.`,
          {
            path: 'channelId',
          },
        );
      await recordAudit(db, {
        at: now,
        actor: actorOf(res),
        action: 'report_subscription.set',
        subject: { kind: 'report_subscription', id: String(id) },
        detail: { ...asked },
      });
      return id;
    });
    const row = (await listSubscriptions(pool)).find(({ subscriptionId }) => subscriptionId === added);
    if (row === undefined) throw new Problem('conflict', 'The subscription was removed in this moment.');
    res.status(201).json(answerOf(row, catalogue()));
  });
  router.delete(`${path}/:id`, ...admin, async (req, res) => {
    const id = readNumber(String(req.params['id']), 'subscription');
    await inTransaction(pool, async (db) => {
      if (!(await deleteSubscription(db, id)))
        throw new Problem('not_found', `There is no subscription "${id}" here.`);
      await recordAudit(db, {
        at: clock(),
        actor: actorOf(res),
        action: 'report_subscription.removed',
        subject: { kind: 'report_subscription', id: String(id) },
        detail: {},
      });
    });
    res.status(204).end();
  });
  return router;
}

const answerOf = (
  { scopeBy, scopeCode, addedAt, ...row }: SubscriptionRow,
  catalogue: Catalogue,
): ReportSubscription => ({
  ...row,
  scope: placeOf({ scopeBy, scopeCode }, catalogue),
  addedAt: instantText(addedAt),
});
