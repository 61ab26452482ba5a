import express, { Router } from 'express';
import type { Pool } from 'pg';
import { retentionSchema } from '#contract/notificationSchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { actorOf } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { readBody } from '../http/readInput.ts';
import { notificationRetention, saveRetention } from './retentionStore.ts';

/** `GET`, `PUT /api/v1/notification-retention`: how long inboxes and delivery logs go back. */
export function retentionRoutes({ pool, clock }: { pool: Pool; clock: () => Instant }): Router {
  const router = Router();
  const path = '/api/v1/notification-retention';
  const admin = requireRole(...permitted.administerChannels);
  router.get(path, admin, async (_req, res) => {
    res.json(await notificationRetention(pool));
  });
  router.put(path, admin, requireAllPlaces('inboxes'), express.json({ limit: '1kb' }), async (req, res) => {
    const retention = readBody(req, retentionSchema);
    await inTransaction(pool, async (db) => {
      const before = await notificationRetention(db);
      await saveRetention(db, retention);
      await recordAudit(db, {
        at: clock(),
        actor: actorOf(res),
        action: 'notification_retention.changed',
        subject: { kind: 'notification_retention', id: 'all' },
        detail: { before, after: retention },
      });
    });
    res.json(retention);
  });
  return router;
}
