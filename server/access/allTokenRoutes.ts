import { Router } from 'express';
import type { AllTokens } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import { inTransaction } from '../db/transaction.ts';
import { unlimited } from './accountRoutes.ts';
import { recordAudit } from './audit.ts';
import { actorOf, type AccessParts } from './authenticate.ts';
import { permitted } from './permissions.ts';
import { readNumber } from './readNumber.ts';
import { requireRole } from './requireRole.ts';
import { isLive, tokenAnswer } from './tokenRoutes.ts';
import { listTokens, revokeToken } from './tokenStore.ts';

/**
 * Every account's live API tokens, for an administrator: `GET /api/v1/tokens`, `DELETE /api/v1/tokens/{id}`. Making one
 * is its person's own matter: whoever holds it acts under that person's name.
 */
export function allTokenRoutes({ db, clock }: AccessParts): Router {
  const router = Router();
  router.use('/api/v1/tokens', requireRole(...permitted.manageAccounts), unlimited);
  router.get('/api/v1/tokens', async (_req, res) => {
    const live = (await listTokens(db)).filter((token) => isLive(token, clock()));
    const answer: AllTokens = {
      items: live.map((token) => ({ ...tokenAnswer(token), account: token.account })),
    };
    res.set('Cache-Control', 'no-store').json(answer);
  });
  router.delete('/api/v1/tokens/:id', async (req, res) => {
    const tokenId = readNumber(req.params.id, 'token');
    await inTransaction(db, async (tx) => {
      if (!(await revokeToken(tx, tokenId, clock())))
        throw new Problem('not_found', `There is no token ${tokenId} that is not revoked yet.`);
      await recordAudit(tx, {
        at: clock(),
        actor: actorOf(res),
        action: 'token.revoked',
        subject: { kind: 'token', id: `${tokenId}` },
        detail: { by: 'administrator' },
      });
    });
    res.status(204).end();
  });
  return router;
}
