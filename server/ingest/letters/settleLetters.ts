import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { markReplayed } from '../deadLetterStore.ts';
import { restateLetters } from './letterStore.ts';
import type { LetterOutcome } from './resendLetters.ts';

/** Letters that were taken are done with; those refused for another reason than before say the new one. */
export async function settleLetters(
  db: Queryable,
  outcomes: readonly LetterOutcome[],
  now: Instant,
): Promise<void> {
  const taken = outcomes.filter(({ status }) => status !== 'rejected');
  await markReplayed(
    db,
    taken.map(({ letter }) => letter.deadLetterId),
    now,
  );
  const restated = outcomes.flatMap(({ letter, refusal, waitsFor = null }) => {
    if (!refusal) return [];
    const { code, path = null, message } = refusal;
    const same = letter.code === code && letter.path === path && letter.waitsFor === waitsFor;
    // of what no longer comes from its source, why it was first refused says more
    return same || code === 'forbidden'
      ? []
      : [{ deadLetterId: letter.deadLetterId, code, path, message: message.slice(0, 1000), waitsFor }];
  });
  await restateLetters(db, restated);
}
