import type { FlagCard } from '#contract/wall';
import { factNumber } from '#contract/wording/facts';

/** A red flag that takes the screen, and how many more cases (or other subjects) were flagged red with it. */
export interface Interrupt {
  flag: FlagCard;
  others: number;
}

const pause = 300_000;

/** Past the law before past a promise, of which the same case has always more days. */
const gravity = ({ rule, facts }: FlagCard) =>
  (rule === 'TIM-03' ? 100_000 : 0) + (factNumber(facts, 'daysOver') ?? 0);

/**
 * The worst of the red flags just raised; null when there is none, or one took the screen within the last five minutes.
 * @param now in ms of any monotonic clock, as `before`: when the last one did
 */
export function pickInterrupt(
  red: readonly FlagCard[],
  now: number,
  before: number | null,
): Interrupt | null {
  const [worst] = [...red].sort((a, b) => gravity(b) - gravity(a) || b.flagId - a.flagId);
  if (!worst || (before !== null && now - before < pause)) return null;
  const others = red.filter(
    ({ flagId, caseId }) => flagId !== worst.flagId && (caseId === null || caseId !== worst.caseId),
  );
  return { flag: worst, others: new Set(others.map(({ caseId, flagId }) => caseId ?? flagId)).size };
}
