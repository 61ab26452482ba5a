import express, { Router, type RequestHandler } from 'express';
import type { Account } from '#contract/account';
import { signInSchema } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import { readBody } from '../http/readInput.ts';
import { accountByName } from './accountStore.ts';
import { signedIn, type AccessParts } from './authenticate.ts';
import { verifyPassword } from './passwordHash.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './sessionCookie.ts';
import { openSession, revokeSession } from './sessionStore.ts';
import type { SignInLimits } from './signInLimits.ts';

export type SessionParts = AccessParts & { limits: SignInLimits };

/** `GET`, `POST`, `DELETE /api/v1/session`: who am I, sign in, sign out. */
export function sessionRoutes(parts: SessionParts): Router {
  const router = Router();
  router.get('/api/v1/session', (_req, res) => {
    res.set('Cache-Control', 'no-store').json(signedIn(res));
  });
  router.post('/api/v1/session', express.json({ limit: '4kb' }), signIn(parts));
  router.delete('/api/v1/session', async (req, res) => {
    const secret = readSessionCookie(req.headers.cookie, parts.publicUrl);
    if (secret !== undefined) await revokeSession(parts.db, secret, parts.clock());
    clearSessionCookie(res, parts.publicUrl);
    res.status(204).end();
  });
  return router;
}

function signIn({ db, clock, publicUrl, limits }: SessionParts): RequestHandler {
  return async (req, res) => {
    const { name, password } = readBody(req, signInSchema);
    const address = req.ip ?? '';
    const wait = await limits.begin(name, address);
    if (wait > 0) {
      res.set('Retry-After', String(wait));
      throw new Problem('too_many_requests', `Too many attempts; try again in ${wait} s.`);
    }
    const record = await accountByName(db, name);
    const matches = await verifyPassword(record?.passwordHash, password);
    // one sentence for all three: nobody learns which names exist
    if (!matches || record === undefined || record.disabledAt !== null)
      throw new Problem('unauthenticated', 'Name or password is wrong, or the account is disabled.');
    await limits.succeed(name, address);
    const now = clock();
    const before = readSessionCookie(req.headers.cookie, publicUrl);
    if (before !== undefined) await revokeSession(db, before, now);
    setSessionCookie(res, await openSession(db, record.id, req.headers['user-agent'] ?? '', now), publicUrl);
    const { id, displayName, role, region, department } = record;
    const account: Account = { id, name: record.name, displayName, role, region, department };
    res.set('Cache-Control', 'no-store').json(account);
  };
}
