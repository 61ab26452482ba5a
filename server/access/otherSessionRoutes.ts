import { Router } from 'express';
import { Problem } from '#contract/problem';
import { inTransaction } from '../db/transaction.ts';
import { accountByName } from './accountStore.ts';
import { recordAudit } from './audit.ts';
import { actorOf, type AccessParts } from './authenticate.ts';
import { unlimited } from './accountRoutes.ts';
import { sessionListOf } from './ownAccountRoutes.ts';
import { permitted } from './permissions.ts';
import { readNumber } from './readNumber.ts';
import { requireRole } from './requireRole.ts';
import { removeFactor } from './secondFactor/secondFactorStore.ts';
import { liveSessions, revokeSessions } from './sessionStore.ts';

/**
 * What an administrator ends for others: `GET`, `DELETE /api/v1/accounts/{name}/sessions`, `DELETE …/sessions/{id}`,
 * and `DELETE …/second-factor` for whoever has lost the app and the recovery codes.
 */
export function otherSessionRoutes({ db, clock }: AccessParts): Router {
  const router = Router();
  const end = async (name: string, sessionId: number | null, actor: string): Promise<void> =>
    inTransaction(db, async (tx) => {
      const ended = await revokeSessions(tx, name, sessionId, clock());
      if (sessionId !== null && ended === 0)
        throw new Problem('not_found', `The account "${name}" has no session ${sessionId} that is open.`);
      const subject = { kind: 'account', id: name };
      const detail = { sessionId, ended };
      await recordAudit(tx, { at: clock(), actor, action: 'session.revoked', subject, detail });
    });
  const known = async (name: string): Promise<{ id: number; name: string }> => {
    const record = await accountByName(db, name);
    if (record === undefined) throw new Problem('not_found', `There is no account "${name}".`);
    return record;
  };
  router.use('/api/v1/accounts/:name', requireRole(...permitted.manageAccounts), unlimited);
  router.get('/api/v1/accounts/:name/sessions', async (req, res) => {
    const { name } = await known(req.params.name);
    res
      .set('Cache-Control', 'no-store')
      .json(sessionListOf(await liveSessions(db, name, undefined, clock())));
  });
  router.delete('/api/v1/accounts/:name/sessions', async (req, res) => {
    await end((await known(req.params.name)).name, null, actorOf(res));
    res.status(204).end();
  });
  router.delete('/api/v1/accounts/:name/sessions/:id', async (req, res) => {
    const { name } = await known(req.params.name);
    await end(name, readNumber(req.params.id, 'session'), actorOf(res));
    res.status(204).end();
  });
  router.delete('/api/v1/accounts/:name/second-factor', async (req, res) => {
    const { id, name } = await known(req.params.name);
    await inTransaction(db, async (tx) => {
      if (!(await removeFactor(tx, id)))
        throw new Problem('conflict', `The account "${name}" has no second factor.`);
      // whoever has the phone must not stay signed in with what it opened
      await revokeSessions(tx, name, null, clock());
      const subject = { kind: 'account', id: name };
      const detail = { by: 'administrator' };
      const actor = actorOf(res);
      await recordAudit(tx, { at: clock(), actor, action: 'second_factor.removed', subject, detail });
    });
    res.status(204).end();
  });
  return router;
}
