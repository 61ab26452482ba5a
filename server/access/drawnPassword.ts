import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { AccountRecord } from './accountStore.ts';

export const drawnGoodForDays = 7;

/**
 * What was drawn for somebody has passed through other hands and does not become their password.
 * @throws Problem `unauthenticated` at `password` once it was to be changed
 */
export function mustStillBeGood({ passwordDrawnAt }: AccountRecord, now: Instant): void {
  if (passwordDrawnAt !== null && now >= passwordDrawnAt + drawnGoodForDays * 86_400_000)
    throw new Problem(
      'unauthenticated',
      `The password that was drawn for you was to be changed within ${drawnGoodForDays} days; ask an administrator for another.`,
      { path: 'password' },
    );
}
