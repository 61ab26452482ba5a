import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { plainCode, sha256 } from '../secret.ts';
import { useRecoveryCode, useStep, type Vault } from './secondFactorStore.ts';
import { matchingStep } from './totp.ts';

/**
 * Takes a code of the app, or a recovery code, and uses it up: either is good once.
 * Answers which it was; undefined when it is wrong, too old or used.
 */
export async function checkCode(
  db: Queryable,
  vault: Vault,
  factor: { accountId: number; sealed: Buffer },
  typed: string,
  now: Instant,
): Promise<'app' | 'recovery' | undefined> {
  const { accountId, sealed } = factor;
  const step = matchingStep(vault.open(sealed), typed.replaceAll(/\s/g, ''), now);
  if (step !== undefined) return (await useStep(db, accountId, step)) ? 'app' : undefined;
  return (await useRecoveryCode(db, accountId, sha256(plainCode(typed)), now)) ? 'recovery' : undefined;
}
