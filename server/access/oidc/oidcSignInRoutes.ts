import { Router, type Request, type RequestHandler, type Response } from 'express';
import {
  oidcRefusalSchema,
  oidcStartQuerySchema,
  type OidcRefusal,
  type OidcState,
} from '#contract/oidcSchema';
import { Problem } from '#contract/problem';
import { z } from 'zod';
import { inTransaction } from '../../db/transaction.ts';
import { readQuery } from '../../http/readInput.ts';
import { recordAudit } from '../audit.ts';
import type { AccessParts } from '../authenticate.ts';
import { replaceSession } from '../replaceSession.ts';
import { sealedCookie } from '../sealedCookie.ts';
import type { Vault } from '../secondFactor/secondFactorStore.ts';
import { setSessionCookie } from '../sessionCookie.ts';
import { admitPerson } from './admitPerson.ts';
import { checksSchema, type OidcProvider } from './oidcProvider.ts';
import { ownPath } from './ownPath.ts';
import type { ProviderPerson } from './readPerson.ts';
import { refusal } from './refusalOf.ts';

export type OidcSignInParts = AccessParts & { vault: Vault; provider: OidcProvider | undefined };

const minute = 60_000;
/** How long somebody may take at the provider. */
const attempt = {
  name: 'duban-oidc',
  content: z.object({ checks: checksSchema, to: z.string() }),
  lifetime: 10 * minute,
};
const told = { name: 'duban-oidc-refusal', content: oidcRefusalSchema, lifetime: minute };

/**
 * Sign-in through the city's own provider, asked by browsers: `GET /api/v1/oidc` says whether there is one and why the
 * last attempt failed, `/start` leads to the provider, `/callback` back, into a session or to the sign-in page.
 */
export function oidcSignInRoutes(parts: OidcSignInParts): Router {
  const attempts = sealedCookie(attempt, parts);
  const refusals = sealedCookie(told, parts);
  const router = Router();
  const sendBack = (res: Response, refused: OidcRefusal, to: string): void => {
    refusals.set(res, refused);
    res.redirect(303, `/signin?next=${encodeURIComponent(to)}`);
  };
  router.use('/api/v1/oidc', noStore);
  router.get('/api/v1/oidc', (req, res) => {
    const last = refusals.read(req.headers.cookie) ?? null;
    if (last !== null) refusals.clear(res);
    const state: OidcState = { configured: parts.provider !== undefined, refusal: last };
    res.json(state);
  });
  router.get('/api/v1/oidc/start', async (req, res) => {
    const to = ownPath(readQuery(req, oidcStartQuerySchema).to);
    const begun = await configured(parts).begin();
    if ('why' in begun) {
      sendBack(res, begun, to);
      return;
    }
    attempts.set(res, { checks: begun.checks, to });
    res.redirect(303, begun.url);
  });
  router.get('/api/v1/oidc/callback', async (req, res) => {
    const provider = configured(parts);
    const kept = attempts.read(req.headers.cookie);
    attempts.clear(res);
    if (kept === undefined) {
      sendBack(res, refusal('expired'), '/');
      return;
    }
    const query = req.originalUrl.split('?', 2)[1] ?? '';
    const person = await provider.finish(query, kept.checks);
    const entered = 'why' in person ? person : await enter(parts, provider.issuer, person, req);
    if (typeof entered !== 'string') {
      sendBack(res, entered, kept.to);
      return;
    }
    setSessionCookie(res, entered, parts.publicUrl);
    res.redirect(303, kept.to);
  });
  return router;
}

const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

function configured({ provider }: OidcSignInParts): OidcProvider {
  if (provider !== undefined) return provider;
  throw new Problem('not_found', 'No provider to sign in through is configured here (DUBAN_OIDC_ISSUER).');
}

/** Answers the secret of a new session, or why there is none. Whoever the provider does not know leaves no entry. */
function enter(
  { db, clock, publicUrl }: OidcSignInParts,
  issuer: string,
  person: ProviderPerson,
  req: Request,
): Promise<string | OidcRefusal> {
  const now = clock();
  const groups = person.groups.slice(0, 50);
  return inTransaction(db, async (tx) => {
    const admitted = await admitPerson(tx, issuer, person, now);
    if ('id' in admitted)
      return replaceSession(tx, req, admitted, { secondFactor: 'provider', groups }, { publicUrl, now });
    const { why, names, account } = admitted;
    await recordAudit(tx, {
      at: now,
      actor: account ?? 'unknown',
      action: 'session.refused',
      subject: { kind: 'account', id: account ?? 'unknown' },
      detail: { why, address: req.ip ?? '', issuer, subject: person.subject, name: person.name, groups },
    });
    return { why, names };
  });
}
