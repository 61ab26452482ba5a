import { roundedText } from '#contract/reports/roundedText';
import { isCount, type Compared } from './tongue.ts';

/** What a comparison comes to before any words. Amounts are printed digits without sign. */
export type Change =
  | { kind: 'nothing' }
  | { kind: 'noData' }
  | { kind: 'tooFew'; when: 'now' | 'then'; least: number }
  | { kind: 'same' }
  /** Different, yet nothing is left of it in print. */
  | { kind: 'almostSame' }
  | { kind: 'moved'; up: boolean; as: 'percent' | 'points' | 'difference'; amount: string };

/**
 * Counts grow by a share of what they were, unless that was so little that a share of it says nothing; shares differ
 * by percentage points; days and findings per thousand by their difference. Shares and means of too few cases are not
 * compared.
 */
export function changeOf({ indicator, now, then }: Compared): Change {
  if (now.value === null) return { kind: 'nothing' };
  if (then === null || then.value === null) return { kind: 'noData' };
  const { unit, least, decimals } = indicator;
  if (!isCount(unit)) {
    if (now.n < least) return { kind: 'tooFew', when: 'now', least };
    if (then.n < least) return { kind: 'tooFew', when: 'then', least };
  }
  const difference = now.value - then.value;
  if (difference === 0) return { kind: 'same' };
  const moved = (as: 'percent' | 'points' | 'difference', amount: string): Change =>
    Number(amount) === 0 ? { kind: 'almostSame' } : { kind: 'moved', up: difference > 0, as, amount };
  const size = Math.abs(difference);
  if (unit === 'share') return moved('points', roundedText(size, 2, 2));
  if (!isCount(unit)) return moved('difference', roundedText(size, decimals));
  return then.value < smallBase
    ? moved('difference', roundedText(size, 0))
    : moved('percent', roundedText(size / then.value, 1, 2));
}

/** Of fewer than this a growth of some per cent is one case more. */
export const smallBase = 30;
