import { RateLimiterMemory } from 'rate-limiter-flexible';
import { secondsToWait } from '../secondsToWait.ts';

const quarter = 15 * 60;
/** A room full of screens behind one address, each of which begins anew when its code has expired. */
export const pairingsPerAddress = 60;
export const pairingsInTotal = 400;
/** Codes that nobody shows, by one account. */
export const wrongCodes = 20;

/** In memory: each server process counts for itself. Answers are 0, or the seconds to wait. */
export interface PairingLimits {
  /** Counts a device that asks for a code. */
  begin(address: string): Promise<number>;
  /** Counts a code before it is looked up: whoever may approve must not find one by trying. */
  look(account: string): Promise<number>;
  /** There was such a code: it does not count. */
  found(account: string): Promise<void>;
}

export function createPairingLimits(): PairingLimits {
  const addresses = new RateLimiterMemory({ points: pairingsPerAddress, duration: quarter });
  const total = new RateLimiterMemory({ points: pairingsInTotal, duration: quarter });
  const codes = new RateLimiterMemory({ points: wrongCodes, duration: quarter });
  return {
    async begin(address) {
      const wait = await addresses.consume(address).then(() => 0, secondsToWait);
      return wait > 0 ? wait : total.consume('all').then(() => 0, secondsToWait);
    },
    look: (account) => codes.consume(account).then(() => 0, secondsToWait),
    async found(account) {
      await codes.reward(account);
    },
  };
}
