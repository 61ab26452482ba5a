import { RateLimiterMemory } from 'rate-limiter-flexible';
import { secondsToWait } from './secondsToWait.ts';

const hour = 3600;
const longestWait = hour / 4;
/** Attempts that cost no waiting: people mistype. */
export const freeAttempts = 5;
export const attemptsPerAddress = 100;

export interface SignInLimits {
  /** Counts an attempt before its password is looked at. Answers 0, or the seconds to wait when it is refused. */
  begin(name: string, address: string): Promise<number>;
  /** The password was right: the attempt and those before it no longer count. */
  succeed(name: string, address: string): Promise<void>;
  /** Counts a code of the second factor before it is looked at, whatever the address. Answers as `begin`. */
  beginCode(accountId: number): Promise<number>;
  succeedCode(accountId: number): Promise<void>;
}

/**
 * Per name and address each attempt beyond the free ones makes the next wait twice as long, up to 15 minutes; per
 * address there are `attemptsPerAddress` an hour over all names. In memory: each server process counts for itself.
 * A name alone never locks, or anybody could lock the administrator out. Codes of the second factor are counted by
 * account: only who knows its password gets that far, and a million codes must not be tried from many addresses.
 */
export function createSignInLimits(): SignInLimits {
  const attempts = new RateLimiterMemory({ points: freeAttempts, duration: 24 * hour });
  const waits = new RateLimiterMemory({ points: 1, duration: longestWait });
  const addresses = new RateLimiterMemory({ points: attemptsPerAddress, duration: hour });
  const codes = new RateLimiterMemory({ points: freeAttempts, duration: longestWait });
  const keyOf = (name: string, address: string): string => `${address} ${name.toLowerCase()}`;
  return {
    async begin(name, address) {
      const ofAddress = await addresses.penalty(address);
      if (ofAddress.consumedPoints > attemptsPerAddress) return Math.ceil(ofAddress.msBeforeNext / 1000);
      const key = keyOf(name, address);
      const { consumedPoints } = await attempts.penalty(key);
      if (consumedPoints < freeAttempts) return 0;
      // counted and compared in one step: a thousand attempts at once are as slow as one after another
      const customDuration = Math.min(2 ** (consumedPoints - freeAttempts), longestWait);
      const wait = await waits.consume(key, 1, { customDuration }).then(() => 0, secondsToWait);
      if (wait > 0) await attempts.reward(key);
      return wait;
    },
    async succeed(name, address) {
      const key = keyOf(name, address);
      await Promise.all([attempts.delete(key), waits.delete(key), addresses.reward(address)]);
    },
    beginCode: (accountId) => codes.consume(`${accountId}`).then(() => 0, secondsToWait),
    async succeedCode(accountId) {
      await codes.delete(`${accountId}`);
    },
  };
}
