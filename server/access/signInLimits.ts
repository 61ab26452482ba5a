import { RateLimiterMemory } from 'rate-limiter-flexible';
import { secondsToWait } from './secondsToWait.ts';

const hour = 3600;
const longestWait = hour / 4;
/** Attempts that cost no waiting: people mistype. */
export const freeAttempts = 5;
export const attemptsPerAddress = 100;
export const attemptsPerName = 100;
/** How long an address where the right password was typed is known as the person's; timers go no further than 24 days. */
const addressKnownFor = 14 * 24 * hour;

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
 * A name is tried at most `attemptsPerName` times an hour over all addresses; those where its person has signed in
 * before are not among them, or anybody could lock the administrator out. Codes of the second factor are counted by
 * account: only who knows its password gets that far, and a million codes must not be tried from many addresses.
 */
export function createSignInLimits(): SignInLimits {
  const attempts = new RateLimiterMemory({ points: freeAttempts, duration: 24 * hour });
  const waits = new RateLimiterMemory({ points: 1, duration: longestWait });
  const addresses = new RateLimiterMemory({ points: attemptsPerAddress, duration: hour });
  const names = new RateLimiterMemory({ points: attemptsPerName, duration: hour });
  const known = new RateLimiterMemory({ points: 1, duration: addressKnownFor });
  const codes = new RateLimiterMemory({ points: freeAttempts, duration: longestWait });
  const keyOf = (name: string, address: string): string => `${address} ${name.toLowerCase()}`;
  const waitOfName = async (name: string, address: string): Promise<number> => {
    if (await known.get(keyOf(name, address))) return 0;
    const { consumedPoints, msBeforeNext } = await names.penalty(name.toLowerCase());
    return consumedPoints > attemptsPerName ? Math.ceil(msBeforeNext / 1000) : 0;
  };
  return {
    async begin(name, address) {
      const ofAddress = await addresses.penalty(address);
      if (ofAddress.consumedPoints > attemptsPerAddress) return Math.ceil(ofAddress.msBeforeNext / 1000);
      const key = keyOf(name, address);
      const { consumedPoints } = await attempts.penalty(key);
      if (consumedPoints < freeAttempts) return waitOfName(name, address);
      // counted and compared in one step: a thousand attempts at once are as slow as one after another
      const customDuration = Math.min(2 ** (consumedPoints - freeAttempts), longestWait);
      const wait = await waits.consume(key, 1, { customDuration }).then(() => 0, secondsToWait);
      if (wait > 0) await attempts.reward(key);
      return wait > 0 ? wait : waitOfName(name, address);
    },
    async succeed(name, address) {
      const key = keyOf(name, address);
      await Promise.all([attempts.delete(key), waits.delete(key), addresses.reward(address)]);
      if (!(await known.get(key))) await names.reward(name.toLowerCase());
      await known.set(key, 1, addressKnownFor);
    },
    beginCode: (accountId) => codes.consume(`${accountId}`).then(() => 0, secondsToWait),
    async succeedCode(accountId) {
      await codes.delete(`${accountId}`);
    },
  };
}
