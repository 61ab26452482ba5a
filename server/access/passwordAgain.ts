import type { Request, Response } from 'express';
import { Problem } from '#contract/problem';
import { accountByName, type AccountRecord } from './accountStore.ts';
import { recordAudit } from './audit.ts';
import { sessionOf, signedIn } from './authenticate.ts';
import { mustHavePassword } from './mustHavePassword.ts';
import { verifyPassword } from './passwordHash.ts';
import type { SessionParts } from './sessionRoutes.ts';
import { tooManyAttempts } from './tooManyAttempts.ts';

/**
 * Before an account's locks are changed its person shows the password again: a session left open is not enough.
 * Attempts count as those to sign in.
 * @throws Problem `forbidden` for an API token, and at `path` for a wrong one; `conflict` where there is none
 */
export async function passwordAgain(
  { db, clock, limits }: SessionParts,
  req: Request,
  res: Response,
  password: string,
  path = 'password',
): Promise<AccountRecord> {
  const { name } = signedIn(res);
  sessionOf(res);
  await mustHavePassword(db, name);
  const address = req.ip ?? '';
  const wait = await limits.begin(name, address);
  if (wait > 0) throw tooManyAttempts(res, wait);
  const record = await accountByName(db, name);
  const matches = await verifyPassword(record?.passwordHash, password);
  if (!matches || record === undefined) {
    const subject = { kind: 'account', id: name };
    const detail = { why: 'password_again', address };
    await recordAudit(db, { at: clock(), actor: name, action: 'session.refused', subject, detail });
    throw new Problem('forbidden', 'That is not your password.', { path });
  }
  await limits.succeed(name, address);
  return record;
}
