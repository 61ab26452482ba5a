import type { Request } from 'express';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { recordAudit } from './audit.ts';
import { readSessionCookie } from './sessionCookie.ts';
import { openSession, revokeSession } from './sessionStore.ts';

/**
 * Opens a session in the caller's transaction, in place of the one that the browser had, and audits it. Answers its
 * secret.
 * @param how besides address and browser: what the person showed
 */
export async function replaceSession(
  tx: Queryable,
  req: Request,
  account: { id: number; name: string },
  how: Record<string, unknown>,
  { publicUrl, now }: { publicUrl: URL | undefined; now: Instant },
): Promise<string> {
  const before = readSessionCookie(req.headers.cookie, publicUrl);
  const client = (req.headers['user-agent'] ?? '').slice(0, 200);
  if (before !== undefined) await revokeSession(tx, before, now);
  await recordAudit(tx, {
    at: now,
    actor: account.name,
    action: 'session.opened',
    subject: { kind: 'account', id: account.name },
    detail: { address: req.ip ?? '', client, ...how },
  });
  return openSession(tx, account.id, client, now);
}
