import express, { Router } from 'express';
import { oidcGroupListSchema, type OidcGroup, type OidcGroupList } from '#contract/oidcSchema';
import { inTransaction } from '../../db/transaction.ts';
import { readBody } from '../../http/readInput.ts';
import { unlimited, type AccountRoutesParts } from '../accountRoutes.ts';
import { recordAudit } from '../audit.ts';
import { actorOf } from '../authenticate.ts';
import { mustHavePlace } from '../mustHavePlace.ts';
import { permitted } from '../permissions.ts';
import { requireRole } from '../requireRole.ts';
import { listGroups, lockGroups, replaceGroups } from './oidcStore.ts';

/** What the provider's groups may do here: `GET`, `PUT /api/v1/oidc/groups`, whole, by an administrator of all places. */
export function oidcGroupRoutes({ db, clock, catalogue }: AccountRoutesParts): Router {
  const path = '/api/v1/oidc/groups';
  const router = Router();
  router.use(path, requireRole(...permitted.manageAccounts), unlimited);
  router.get(path, async (_req, res) => {
    const answer: OidcGroupList = { items: await listGroups(db) };
    res.json(answer);
  });
  router.put(path, express.json({ limit: '256kb' }), async (req, res) => {
    const { items } = readBody(req, oidcGroupListSchema);
    for (const [i, group] of items.entries()) mustHavePlace(group, catalogue(), `items.${i}.`);
    const answer = await inTransaction(db, async (tx): Promise<OidcGroupList> => {
      await lockGroups(tx);
      const before = await listGroups(tx);
      await replaceGroups(tx, items);
      const after = await listGroups(tx);
      await recordAudit(tx, {
        at: clock(),
        actor: actorOf(res),
        action: 'oidc.groups_changed',
        subject: { kind: 'oidc', id: 'groups' },
        detail: { removed: missing(before, after), added: missing(after, before) },
      });
      return { items: after };
    });
    res.json(answer);
  });
  return router;
}

/** Those of `some` that are not in `others` as they are. */
function missing(some: readonly OidcGroup[], others: readonly OidcGroup[]): OidcGroup[] {
  const known = new Set(others.map((one) => JSON.stringify(one)));
  return some.filter((one) => !known.has(JSON.stringify(one)));
}
