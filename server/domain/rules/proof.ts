import type { Instant } from '#contract/time';
import { notEvaluable, type RuleContext, type Verdict } from './rule.ts';

/** A live source needs this long after the decisive instant to have reported what happened before it. */
const grace = 600_000;
const retry = 60_000;

/**
 * A rule that rests on an event's absence may speak only when the source has reported something that happened
 * after the decisive instant, or ten minutes after it if it is being heard at all.
 * @returns undefined if absence is proven, else the verdict to give instead
 */
export function unlessProven({ proof, now }: RuleContext, decisive: Instant): Verdict | undefined {
  if (proof.lastOccurredAt > decisive) return undefined;
  if (proof.live && now >= decisive + grace) return undefined;
  const checkAt = proof.live ? decisive + grace : now + retry;
  return notEvaluable('source_behind', Math.max(checkAt, now + 1000));
}

/** Events of a trail may arrive in any order: rules over it wait this long after the conclusion's arrival. */
const trailWait = 1_800_000;

export function unlessTrailComplete(context: RuleContext): Verdict | undefined {
  const arrivedAt = context.round.concluded?.arrivedAt ?? null;
  if (arrivedAt === null || context.now >= arrivedAt + trailWait) return undefined;
  return notEvaluable('trail_may_be_incomplete', arrivedAt + trailWait);
}
