import type { RequestHandler, Response } from 'express';
import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { accountOf, credentialOf } from './credential.ts';
import { clearSessionCookie } from './sessionCookie.ts';
import { touchSession } from './sessionStore.ts';
import { touchToken } from './tokenStore.ts';

export interface AccessParts {
  db: Queryable;
  clock: () => Instant;
  /** DUBAN_PUBLIC_URL, when set. */
  publicUrl: URL | undefined;
}

/**
 * Finds out who is asking and gives it to the routes as `res.locals.account`. A request without a credential goes
 * on as nobody's; a token that is not good is refused, a session that has ended is forgotten.
 */
export function authenticate({ db, clock, publicUrl }: AccessParts): RequestHandler {
  return async (req, res, next) => {
    // what is answered depends on who asks: no cache between may give it to somebody else
    res.set('Cache-Control', 'private, no-cache');
    const credential = credentialOf(req.headers, publicUrl);
    if (credential === undefined) {
      next();
      return;
    }
    const now = clock();
    const account = await accountOf(db, credential, now);
    if (account !== undefined) {
      res.locals['account'] = account;
      await (credential.kind === 'token' ? touchToken : touchSession)(db, credential.secret, now);
    } else if (credential.kind === 'token') {
      throw new Problem(
        'unauthenticated',
        'The API token is unknown, expired or revoked; ask for a new one.',
      );
    } else clearSessionCookie(res, publicUrl);
    next();
  };
}

/** Who is asking. @throws Problem `unauthenticated` when nobody is signed in */
export function signedIn(res: Response): Account {
  const account: Account | undefined = res.locals['account'];
  if (account === undefined) throw new Problem('unauthenticated', 'Sign in, or send an API token as bearer.');
  return account;
}
