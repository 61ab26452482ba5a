import type { RequestHandler, Response } from 'express';
import type { Account } from '#contract/account';
import { signInSchema } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import { inTransaction } from '../db/transaction.ts';
import { readBody } from '../http/readInput.ts';
import { accountByName, type AccountRecord } from './accountStore.ts';
import { recordAudit } from './audit.ts';
import { mustStillBeGood } from './drawnPassword.ts';
import { verifyPassword } from './passwordHash.ts';
import { replaceSession } from './replaceSession.ts';
import { checkCode } from './secondFactor/checkCode.ts';
import { factorOf } from './secondFactor/secondFactorStore.ts';
import { setSessionCookie } from './sessionCookie.ts';
import type { SessionParts } from './sessionRoutes.ts';
import { tooManyAttempts } from './tooManyAttempts.ts';

/** `POST /api/v1/session`: name and password, and a code where the account has a second factor. */
export function signIn(parts: SessionParts): RequestHandler {
  const { db, clock, publicUrl, limits } = parts;
  return async (req, res) => {
    const { name, password, code } = readBody(req, signInSchema);
    const address = req.ip ?? '';
    const wait = await limits.begin(name, address);
    if (wait > 0) throw tooManyAttempts(res, wait);
    const record = await accountByName(db, name);
    const matches = await verifyPassword(record?.passwordHash, password);
    // one sentence for all three: nobody learns which names exist
    if (!matches || record === undefined || record.disabledAt !== null) {
      const why = record === undefined ? 'unknown_name' : matches ? 'disabled' : 'password';
      await noteRefusal(parts, record, why, address);
      throw new Problem('unauthenticated', 'Name or password is wrong, or the account is disabled.');
    }
    mustStillBeGood(record, clock());
    const secondFactor = await secondStep(parts, record, code, address, res);
    await limits.succeed(name, address);
    const now = clock();
    const secret = await inTransaction(db, (tx) =>
      replaceSession(tx, req, record, { secondFactor }, { publicUrl, now }),
    );
    setSessionCookie(res, secret, publicUrl);
    const { id, displayName, role, region, department } = record;
    const account: Account = { id, name: record.name, displayName, role, region, department };
    res.set('Cache-Control', 'no-store').json(account);
  };
}

/**
 * Answers what the second step was passed with, null where the account has none.
 * @throws Problem `second_factor_required` without a code, `unauthenticated` at `code` for a wrong one
 */
async function secondStep(
  parts: SessionParts,
  record: AccountRecord,
  code: string | undefined,
  address: string,
  res: Response,
): Promise<'app' | 'recovery' | null> {
  const { db, clock, limits, vault } = parts;
  const factor = await factorOf(db, record.id);
  if (!factor?.confirmed) return null;
  // the attempt still counts: whoever has the password alone must not get fresh attempts by asking without a code
  if (code === undefined)
    throw new Problem('second_factor_required', 'Send the code of your authenticator app as "code" too.', {
      path: 'code',
    });
  const wait = await limits.beginCode(record.id);
  if (wait > 0) throw tooManyAttempts(res, wait);
  const { sealed } = factor;
  const passed = await checkCode(db, vault, { accountId: record.id, sealed }, code, clock());
  if (passed === undefined) {
    await noteRefusal(parts, record, 'code', address);
    throw new Problem('unauthenticated', 'The code is wrong, too old, or was used before.', { path: 'code' });
  }
  await limits.succeedCode(record.id);
  return passed;
}

/** A name that nobody has is not written down: people type their password into the wrong field. */
const noteRefusal = (
  { db, clock }: SessionParts,
  record: AccountRecord | undefined,
  why: 'unknown_name' | 'password' | 'disabled' | 'code',
  address: string,
): Promise<void> =>
  recordAudit(db, {
    at: clock(),
    actor: record?.name ?? 'unknown',
    action: 'session.refused',
    subject: { kind: 'account', id: record?.name ?? 'unknown' },
    detail: { why, address },
  });
