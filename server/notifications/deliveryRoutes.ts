import { Router } from 'express';
import { deliveryListQuerySchema, type ChannelTest, type DeliveryAnswer } from '#contract/channelSchema';
import { Problem } from '#contract/problem';
import { recordAudit } from '../access/audit.ts';
import { actorOf, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { readNumberCursor, writeCursor } from '../http/cursor.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { channelNamed, type ChannelRoutesParts } from './channelRoutes.ts';
import { listDeliveries, replayDelivery, type DeliveryRow } from './deliveryLogStore.ts';
import type { Outbound } from './outbound/outbound.ts';
import { channelScopeOf } from './readChannel.ts';
import { testChannel } from './testChannel.ts';

export interface DeliveryRoutesParts extends ChannelRoutesParts {
  outbound: Outbound;
  deskUrl: string | null;
}

/** `POST /api/v1/channels/{id}:test`, `GET /api/v1/channels/{id}/deliveries`, `POST /api/v1/deliveries/{id}:replay`. */
export function deliveryRoutes(parts: DeliveryRoutesParts): Router {
  const { db, clock, catalogue } = parts;
  const router = Router();
  const admin = requireRole(...permitted.administerChannels);

  router.post('/api/v1/channels/:id\\:test', admin, async (req, res) => {
    const channel = await channelNamed(db, req.params['id'], res, parts);
    const tested = await testChannel(parts, channel, { id: signedIn(res).id, actor: actorOf(res) });
    if (typeof tested === 'number') {
      res.set('Retry-After', String(tested));
      throw new Problem('too_many_requests', `The robot takes no more now; try again in ${tested} s.`);
    }
    const answer: ChannelTest = tested;
    res.json(answer);
  });
  router.get('/api/v1/channels/:id/deliveries', admin, async (req, res) => {
    const { channelId } = await channelNamed(db, req.params['id'], res, parts);
    const { state = null, cursor, limit } = readQuery(req, deliveryListQuerySchema);
    const before = readNumberCursor(cursor)?.key ?? null;
    const rows = await listDeliveries(db, channelId, { state, before, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = rows.length > limit && last ? writeCursor({ at: 0, key: last.deliveryId }) : null;
    res.json({ items: shown.map(answerOf), nextCursor });
  });
  router.post('/api/v1/deliveries/:id\\:replay', admin, async (req, res) => {
    const id = String(req.params['id']);
    const scope = channelScopeOf(signedIn(res), catalogue());
    await inTransaction(db, async (tx) => {
      const channelId = /^\d{1,15}$/.test(id)
        ? await replayDelivery(tx, Number(id), scope, clock())
        : undefined;
      if (channelId === undefined)
        throw new Problem(
          'not_found',
          `There is no delivery "${id}" here that has ended, or its channel is off.`,
        );
      await recordAudit(tx, {
        at: clock(),
        actor: actorOf(res),
        action: 'delivery.replayed',
        subject: { kind: 'channel', id: String(channelId) },
        detail: { deliveryId: Number(id) },
      });
    });
    res.status(202).end();
  });
  return router;
}

const answerOf = (row: DeliveryRow): DeliveryAnswer => ({
  ...row,
  at: instantText(row.at),
  dueAt: instantText(row.dueAt),
  lastAttemptAt: instantTextOrNull(row.lastAttemptAt),
});
