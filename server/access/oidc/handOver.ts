import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { mustHavePassword } from '../mustHavePassword.ts';
import { removeFactor } from '../secondFactor/secondFactorStore.ts';
import { revokeSessions } from '../sessionStore.ts';
import { linkAccount, linkedAccount, takePassword } from './oidcStore.ts';

/**
 * Gives an account that is kept here to whom the provider knows by the subject: its password and second factor go, and
 * what it had open ends. Its rights follow the person's groups from the next sign-in on. In the caller's transaction.
 * @throws Problem `not_found`; `conflict` when the account, or the person, has another already
 */
export async function handOver(
  db: Queryable,
  { name, issuer, subject }: { name: string; issuer: string; subject: string },
  now: Instant,
): Promise<void> {
  await mustHavePassword(db, name);
  const other = await linkedAccount(db, issuer, subject);
  if (other !== undefined)
    throw new Problem('conflict', `The provider's person has the account "${other.name}" already.`);
  const accountId = await takePassword(db, name);
  await linkAccount(db, { accountId, issuer, subject }, now);
  await removeFactor(db, accountId);
  await revokeSessions(db, name, null, now);
}
