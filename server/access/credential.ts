import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from '#contract/account';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { readSessionCookie } from './sessionCookie.ts';
import { accountOfSession } from './sessionStore.ts';
import { accountOfToken, tokenPrefix } from './tokenStore.ts';

/** What somebody shows to prove who they are. */
export interface Credential {
  kind: 'session' | 'token';
  secret: string;
}

/** A bearer token of ours goes before a cookie; other bearers (source keys) are none of this. */
export function credentialOf(
  headers: IncomingHttpHeaders,
  publicUrl: URL | undefined,
): Credential | undefined {
  const bearer = /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined)
    return bearer.startsWith(tokenPrefix) ? { kind: 'token', secret: bearer } : undefined;
  const secret = readSessionCookie(headers.cookie, publicUrl);
  return secret === undefined ? undefined : { kind: 'session', secret };
}

/** Who is behind a credential. */
export interface Asker {
  account: Account;
  /** As the audit names them: the account, 'ACCOUNT for OFFICER', or 'token:ACCOUNT/NAME'. */
  actor: string;
}

/** A person as the audit names them: in their own name, and for whom. No account's name has a space. */
export const actorName = ({ name, standsInFor }: Account): string =>
  standsInFor === undefined ? name : `${name} for ${standsInFor}`;

/** Who is behind a credential that is good at `now`. */
export async function askerOf(
  db: Queryable,
  credential: Credential,
  now: Instant,
): Promise<Asker | undefined> {
  if (credential.kind === 'session') {
    const account = await accountOfSession(db, credential.secret, now);
    return account && { account, actor: actorName(account) };
  }
  const found = await accountOfToken(db, credential.secret, now);
  if (found === undefined) return undefined;
  const { tokenName, ...account } = found;
  return { account, actor: `token:${account.name}/${tokenName}` };
}
