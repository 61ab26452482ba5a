import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { anyAccountExists } from './accountStore.ts';
import { plainCode, randomCode, sha256 } from './secret.ts';

const codeLife = 24 * 3_600_000;

/**
 * While no account exists: a one-time code for the first-run page, good for a day; each start gives a new one.
 * Null once there is an account.
 */
export async function openSetup(db: Queryable, now: Instant): Promise<string | null> {
  if (await anyAccountExists(db)) return null;
  const code = randomCode();
  await db.query(`insert into setup_codes (code_hash, created_at, expires_at) values ($1, $2, $3)`, [
    sha256(plainCode(code)),
    new Date(now),
    new Date(now + codeLife),
  ]);
  return code;
}

/** Uses a code up. False: unknown, used or too old. */
export async function useSetupCode(db: Queryable, code: string, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `update setup_codes set used_at = $2 where code_hash = $1 and used_at is null and expires_at > $2`,
    [sha256(plainCode(code)), new Date(now)],
  );
  return rowCount === 1;
}

/** Held to the end of the transaction: of two first-run forms sent at once, one waits and finds an account. */
export async function lockAccounts(db: Queryable): Promise<void> {
  await db.query(`lock table accounts in share row exclusive mode`);
}
