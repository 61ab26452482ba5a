import express, { Router, type RequestHandler } from 'express';
import type { Pool } from 'pg';
import type { Account } from '#contract/account';
import { setupSchema, type Setup, type SetupState } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { inTransaction } from '../db/transaction.ts';
import { readBody } from '../http/readInput.ts';
import { anyAccountExists, insertAccount } from './accountStore.ts';
import { recordAudit } from './audit.ts';
import { hashPassword } from './passwordHash.ts';
import { checkPassword } from './passwordRules.ts';
import type { SessionParts } from './sessionRoutes.ts';
import { setSessionCookie } from './sessionCookie.ts';
import { openSession } from './sessionStore.ts';
import { lockAccounts, useSetupCode } from './setupCode.ts';
import { tooManyAttempts } from './tooManyAttempts.ts';

/** `GET`, `POST /api/v1/setup`: the first account, made with the code that the server printed at its start. */
export function setupRoutes(parts: SessionParts): Router {
  const router = Router();
  router.get('/api/v1/setup', async (_req, res) => {
    const state: SetupState = { open: !(await anyAccountExists(parts.db)) };
    res.set('Cache-Control', 'no-store').json(state);
  });
  router.post('/api/v1/setup', express.json({ limit: '4kb' }), setUp(parts));
  return router;
}

function setUp({ db, clock, publicUrl, limits }: SessionParts): RequestHandler {
  return async (req, res) => {
    const asked = readBody(req, setupSchema);
    if (await anyAccountExists(db)) throw alreadySetUp();
    const wait = await limits.begin('setup', req.ip ?? '');
    if (wait > 0) throw tooManyAttempts(res, wait);
    checkPassword(asked.password, asked.name);
    const account = await firstAccount(db, asked, clock());
    await limits.succeed('setup', req.ip ?? '');
    setSessionCookie(
      res,
      await openSession(db, account.id, req.headers['user-agent'] ?? '', clock()),
      publicUrl,
    );
    res.status(201).set('Cache-Control', 'no-store').json(account);
  };
}

async function firstAccount(pool: Pool, asked: Setup, now: Instant): Promise<Account> {
  const passwordHash = await hashPassword(asked.password);
  return inTransaction(pool, async (client) => {
    await lockAccounts(client);
    if (await anyAccountExists(client)) throw alreadySetUp();
    if (!(await useSetupCode(client, asked.code, now)))
      throw new Problem(
        'forbidden',
        'The code is unknown, used or older than a day; restart the server for a new one.',
        { path: 'code' },
      );
    const account = await insertAccount(
      client,
      {
        name: asked.name,
        displayName: asked.displayName ?? asked.name,
        role: 'admin',
        region: null,
        department: null,
        passwordHash,
      },
      now,
    );
    if (account === undefined) throw alreadySetUp();
    await recordAudit(client, {
      at: now,
      actor: account.name,
      action: 'account.added',
      subject: { kind: 'account', id: account.name },
      detail: { role: 'admin', region: null, department: null, by: 'setup code' },
    });
    return account;
  });
}

const alreadySetUp = (): Problem =>
  new Problem('conflict', 'The first account exists already; sign in with it.');
