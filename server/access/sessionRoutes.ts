import express, { Router } from 'express';
import { inTransaction } from '../db/transaction.ts';
import { recordAudit } from './audit.ts';
import { signedIn, type AccessParts } from './authenticate.ts';
import type { Vault } from './secondFactor/secondFactorStore.ts';
import { clearSessionCookie, readSessionCookie } from './sessionCookie.ts';
import { revokeSession } from './sessionStore.ts';
import { signIn } from './signIn.ts';
import type { SignInLimits } from './signInLimits.ts';

export type SessionParts = AccessParts & { limits: SignInLimits; vault: Vault };

/** `GET`, `POST`, `DELETE /api/v1/session`: who am I, sign in, sign out. */
export function sessionRoutes(parts: SessionParts): Router {
  const { db, clock, publicUrl } = parts;
  const router = Router();
  router.get('/api/v1/session', (_req, res) => {
    res.set('Cache-Control', 'no-store').json(signedIn(res));
  });
  router.post('/api/v1/session', express.json({ limit: '4kb' }), signIn(parts));
  router.delete('/api/v1/session', async (req, res) => {
    const secret = readSessionCookie(req.headers.cookie, publicUrl);
    if (secret !== undefined)
      await inTransaction(db, async (tx) => {
        const name = await revokeSession(tx, secret, clock());
        if (name === undefined) return;
        const subject = { kind: 'account', id: name };
        await recordAudit(tx, { at: clock(), actor: name, action: 'session.closed', subject, detail: {} });
      });
    clearSessionCookie(res, publicUrl);
    res.status(204).end();
  });
  return router;
}
