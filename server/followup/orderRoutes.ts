import express, { Router, type Response } from 'express';
import {
  decideOrderSchema,
  newOrderSchema,
  orderListQuerySchema,
  type OrderListQuery,
} from '#contract/followupSchema';
import { Problem } from '#contract/problem';
import { signedIn } from '../access/authenticate.ts';
import { actorName } from '../access/credential.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { departmentsBelow, scopeOf } from '../access/scope.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { readIfMatch } from '../http/ifMatch.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { actionTable } from '../domain/followup/actionTable.ts';
import { actOnFlags, type ActingParts } from './actOnFlags.ts';
import { approveOrder } from './approveOrder.ts';
import { bulkAnswerOf } from './bulkAnswer.ts';
import { followedFlags } from './followupStore.ts';
import { orderAnswer } from './orderAnswer.ts';
import { countOrders, listOrders, type OrderRow } from './orderStore.ts';

/** `GET`, `POST /api/v1/orders`, `GET /api/v1/orders/{id}`, `POST /api/v1/orders/{id}/approve`. */
export function orderRoutes(parts: ActingParts): Router {
  const router = Router();
  const json = express.json({ limit: '1mb' });
  const reader = requireRole(...permitted.readFlags);
  router.get('/api/v1/orders', reader, async (req, res) => {
    res.json(await answerList(parts, readQuery(req, orderListQuerySchema), res));
  });
  router.get('/api/v1/orders/:id', reader, async (req, res) => {
    const order = await orderNamed(parts, req.params['id'], res);
    res.set('ETag', `"${order.version}"`).json(orderAnswer(order));
  });
  router.post('/api/v1/orders', requireRole(...actionTable.order.roles), json, async (req, res) => {
    const { flags, dryRun, ...body } = readBody(req, newOrderSchema);
    const asked = flags.map((one) => ({ ...one, body }));
    const account = signedIn(res);
    const flagIds = flags.map(({ flagId }) => flagId);
    const rows = await followedFlags(parts.pool, flagIds, scopeOf(account, parts.catalogue()));
    if (new Set(rows.map(({ department }) => department)).size > 1)
      throw new Problem(
        'invalid',
        'An order is over flags of one department; POST /flags:bulk makes one for each.',
        {
          path: 'flags',
        },
      );
    const asking = { account, actor: actorName(account) };
    const acted = await actOnFlags(parts, asking, 'order', asked, { dryRun, whole: true });
    res.status(dryRun ? 200 : 201).json(await bulkAnswerOf(parts, account, acted, dryRun));
  });
  router.post(
    '/api/v1/orders/:id/approve',
    requireRole(...actionTable.approve.roles),
    json,
    async (req, res) => {
      const version = readIfMatch(req);
      const order = await orderNamed(parts, req.params['id'], res);
      const { approved, reason } = readBody(req, decideOrderSchema);
      await approveOrder(parts, signedIn(res), { order, version, approved, reason });
      const decided = await orderNamed(parts, req.params['id'], res);
      res.set('ETag', `"${decided.version}"`).json(orderAnswer(decided));
    },
  );
  return router;
}

async function answerList({ pool, catalogue }: ActingParts, query: OrderListQuery, res: Response) {
  const { state = null, department, limit } = query;
  const filter = {
    scope: scopeOf(signedIn(res), catalogue()),
    orderIds: null,
    state,
    departments: department === undefined ? null : departmentsBelow([department], catalogue()),
  };
  const after = readNumberCursor(query.cursor);
  const [rows, counted] = await Promise.all([
    listOrders(pool, filter, after, limit + 1),
    countOrders(pool, filter, countedUpTo + 1),
  ]);
  return pageOf(rows, limit, counted, orderAnswer, (row) => ({ at: row.position, key: row.orderId }));
}

/** @throws Problem `not_found` where there is none, or none over flags that the account sees */
async function orderNamed({ pool, catalogue }: ActingParts, id: unknown, res: Response): Promise<OrderRow> {
  const number = /^\d{1,15}$/.test(String(id)) ? Number(id) : undefined;
  const filter = { scope: scopeOf(signedIn(res), catalogue()), state: null, departments: null };
  const [order] =
    number === undefined ? [] : await listOrders(pool, { ...filter, orderIds: [number] }, null, 1);
  if (!order)
    throw new Problem('not_found', `There is no order "${String(id)}" here, or it is outside your scope.`);
  return order;
}
