import type { RequestHandler, Response } from 'express';
import type { Pool } from 'pg';
import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { askerOf, credentialOf, type Credential } from './credential.ts';
import { clearSessionCookie } from './sessionCookie.ts';
import { touchSession } from './sessionStore.ts';
import { touchToken } from './tokenStore.ts';

export interface AccessParts {
  db: Pool;
  clock: () => Instant;
  /** DUBAN_PUBLIC_URL, when set. */
  publicUrl: URL | undefined;
}

/**
 * Finds out who is asking and tells the routes (`signedIn`, `actorOf`). A request without a credential goes on as
 * nobody's; a token that is not good is refused, a session that has ended is forgotten.
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
    const asker = await askerOf(db, credential, now);
    if (asker !== undefined) {
      res.locals['account'] = asker.account;
      res.locals['actor'] = asker.actor;
      res.locals['credential'] = credential;
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

/** Who is asking, as the audit names them. @throws Problem `unauthenticated` when nobody is signed in */
export function actorOf(res: Response): string {
  const actor: string | undefined = res.locals['actor'];
  return actor ?? signedIn(res).name;
}

/**
 * The secret of the session that is asking: what a person does in person, no script's token may.
 * @throws Problem `unauthenticated`, or `forbidden` for a token
 */
export function sessionOf(res: Response): string {
  signedIn(res);
  const credential: Credential | undefined = res.locals['credential'];
  if (credential?.kind === 'session') return credential.secret;
  throw new Problem('forbidden', 'An API token may not do this; sign in as a person.');
}

/**
 * Who is asking in person and in their own place: nobody hands on, or keeps by a token, what is another's.
 * @throws Problem as `sessionOf`, and `forbidden` while acting for somebody
 */
export function inOwnPlace(res: Response): Account {
  sessionOf(res);
  const account = signedIn(res);
  if (account.standsInFor === undefined) return account;
  throw new Problem('forbidden', `You act for ${account.standsInFor}; do this in your own place.`);
}
