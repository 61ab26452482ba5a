import express, { Router, type RequestHandler } from 'express';
import {
  accountChangeSchema,
  newAccountSchema,
  type AddedAccount,
  type ManagedAccount,
} from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { changePassword, insertAccount, listAccounts, type ListedAccount } from './accountStore.ts';
import { recordAudit } from './audit.ts';
import { actorOf, signedIn, type AccessParts } from './authenticate.ts';
import { changeAccount } from './changeAccount.ts';
import { hashPassword } from './passwordHash.ts';
import { permitted } from './permissions.ts';
import { requireRole } from './requireRole.ts';
import { mustHavePassword } from './mustHavePassword.ts';
import { mustHavePlace } from './mustHavePlace.ts';
import { randomCode } from './secret.ts';

export interface AccountRoutesParts extends AccessParts {
  catalogue: () => Catalogue;
}

/** The administrator's accounts: `GET`, `POST /api/v1/accounts`, `PATCH /{name}`, `POST /{name}/password`. */
export function accountRoutes({ db, clock, catalogue }: AccountRoutesParts): Router {
  const router = Router();
  const json = express.json({ limit: '4kb' });
  router.use('/api/v1/accounts', requireRole(...permitted.manageAccounts), unlimited);
  router.get('/api/v1/accounts', async (_req, res) => {
    res.json({ items: (await listAccounts(db)).map(answerOf) });
  });
  router.post('/api/v1/accounts', json, async (req, res) => {
    const asked = readBody(req, newAccountSchema);
    const { name, role, displayName = name, region = null, department = null } = asked;
    mustHavePlace({ role, region, department }, catalogue());
    const password = randomCode();
    const passwordHash = await hashPassword(password);
    const account = await inTransaction(db, async (tx) => {
      const added = await insertAccount(
        tx,
        { name, displayName, role, region, department, passwordHash, passwordDrawn: true },
        clock(),
      );
      if (added === undefined)
        throw new Problem('conflict', `The account "${name}" exists already.`, { path: 'name' });
      await recordAudit(tx, {
        at: clock(),
        actor: actorOf(res),
        action: 'account.added',
        subject: { kind: 'account', id: name },
        detail: { role, region, department },
      });
      return added;
    });
    const answer: AddedAccount = { account, password };
    res.status(201).set('Cache-Control', 'no-store').json(answer);
  });
  router.patch('/api/v1/accounts/:name', json, async (req, res) => {
    const change = readBody(req, accountChangeSchema);
    const by = { name: signedIn(res).name, actor: actorOf(res) };
    res.json(
      answerOf(await changeAccount({ db, catalogue: catalogue() }, req.params.name, change, by, clock())),
    );
  });
  router.post('/api/v1/accounts/:name/password', async (req, res) => {
    const { name } = req.params;
    const password = randomCode();
    const passwordHash = await hashPassword(password);
    await inTransaction(db, async (tx) => {
      await mustHavePassword(tx, name);
      await changePassword(tx, name, passwordHash, clock(), true);
      const subject = { kind: 'account', id: name };
      const detail = { drawn: true };
      const actor = actorOf(res);
      await recordAudit(tx, { at: clock(), actor, action: 'account.password_changed', subject, detail });
    });
    res.set('Cache-Control', 'no-store').json({ password });
  });
  return router;
}

/** Whoever is limited to some places must not make an account that is not. */
export const unlimited: RequestHandler = (_req, res, next) => {
  const { region, department } = signedIn(res);
  if (region !== null || department !== null)
    throw new Problem('forbidden', 'Your account is limited to some places; accounts concern them all.');
  next();
};

const answerOf = ({ createdAt, disabledAt, ...account }: ListedAccount): ManagedAccount => ({
  ...account,
  createdAt: instantText(createdAt),
  disabledAt: instantTextOrNull(disabledAt),
});
