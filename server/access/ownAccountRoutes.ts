import express, { Router } from 'express';
import { passwordChangeSchema, type OwnAccount, type SessionList } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import { inTransaction } from '../db/transaction.ts';
import { instantText } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import { accountByName, changePassword } from './accountStore.ts';
import { recordAudit } from './audit.ts';
import { actorOf, sessionOf, signedIn } from './authenticate.ts';
import { passwordAgain } from './passwordAgain.ts';
import { hashPassword } from './passwordHash.ts';
import { checkPassword } from './passwordRules.ts';
import { readNumber } from './readNumber.ts';
import { setSessionCookie } from './sessionCookie.ts';
import type { SessionParts } from './sessionRoutes.ts';
import { liveSessions, openSession, revokeSessions, type SessionRecord } from './sessionStore.ts';

/** A person's own password and sessions: `/api/v1/account`, `/api/v1/account/password`, `/api/v1/account/sessions`. */
export function ownAccountRoutes(parts: SessionParts): Router {
  const { db, clock, publicUrl } = parts;
  const router = Router();
  router.get('/api/v1/account', async (_req, res) => {
    const record = await accountByName(db, signedIn(res).name);
    const answer: OwnAccount = { signsInBy: record?.passwordHash == null ? 'provider' : 'password' };
    res.set('Cache-Control', 'no-store').json(answer);
  });
  router.post('/api/v1/account/password', express.json({ limit: '4kb' }), async (req, res) => {
    const { current, password } = readBody(req, passwordChangeSchema);
    const { name } = signedIn(res);
    sessionOf(res);
    checkPassword(password, name);
    const { id } = await passwordAgain(parts, req, res, current, 'current');
    const passwordHash = await hashPassword(password);
    const now = clock();
    // every session ends, and whoever has just shown who they are goes on in a new one
    const secret = await inTransaction(db, async (tx) => {
      await changePassword(tx, name, passwordHash, now);
      const subject = { kind: 'account', id: name };
      await recordAudit(tx, {
        at: now,
        actor: name,
        action: 'account.password_changed',
        subject,
        detail: {},
      });
      return openSession(tx, id, req.headers['user-agent'] ?? '', now);
    });
    setSessionCookie(res, secret, publicUrl);
    res.status(204).end();
  });
  router.get('/api/v1/account/sessions', async (_req, res) => {
    const sessions = await liveSessions(db, signedIn(res).name, sessionOf(res), clock());
    res.set('Cache-Control', 'no-store').json(sessionListOf(sessions));
  });
  router.delete('/api/v1/account/sessions/:id', async (req, res) => {
    const { name } = signedIn(res);
    const sessionId = readNumber(req.params.id, 'session');
    sessionOf(res);
    await inTransaction(db, async (tx) => {
      if ((await revokeSessions(tx, name, sessionId, clock())) === 0)
        throw new Problem('not_found', `You have no session ${sessionId} that is open.`);
      const subject = { kind: 'account', id: name };
      const detail = { sessionId };
      await recordAudit(tx, { at: clock(), actor: actorOf(res), action: 'session.revoked', subject, detail });
    });
    res.status(204).end();
  });
  return router;
}

export const sessionListOf = (sessions: readonly SessionRecord[]): SessionList => ({
  items: sessions.map((session) => ({
    ...session,
    createdAt: instantText(session.createdAt),
    lastSeenAt: instantText(session.lastSeenAt),
    expiresAt: instantText(session.expiresAt),
  })),
});
