import { Problem } from '#contract/problem';
import type { PairingRequest, PairingStart } from '#contract/screen';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { randomSecret, sha256 } from '../secret.ts';
import { countPending, insertPairing, mostPending, pairingLasts, pollEvery } from './pairingStore.ts';
import { randomUserCode } from './userCode.ts';

const mostDraws = 5;

/**
 * A device begins to wait. Nobody is told, and no audit has it: a code that nobody types is nothing.
 * @param from its address, and the page where people type the code
 * @throws Problem `busy` while as many wait as may
 */
export async function startPairing(
  db: Queryable,
  asked: PairingRequest,
  from: { address: string; pages: URL },
  now: Instant,
): Promise<PairingStart> {
  if ((await countPending(db, now)) >= mostPending)
    throw new Problem('busy', `${mostPending} screens wait to be let in already; try again in some minutes.`);
  const secret = randomSecret();
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const userCode = randomUserCode();
    const pairing = { deviceHash: sha256(secret), userCode, address: from.address, asked };
    if (!(await insertPairing(db, pairing, now))) continue;
    const complete = new URL(from.pages);
    complete.searchParams.set('code', userCode);
    return {
      device_code: secret,
      user_code: userCode,
      verification_uri: from.pages.href,
      verification_uri_complete: complete.href,
      expires_in: pairingLasts,
      interval: pollEvery,
    };
  }
  throw new Problem('busy', 'No free code was drawn; try again.');
}
