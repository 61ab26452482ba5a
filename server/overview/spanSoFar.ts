import type { Instant, LocalDay } from '#contract/time';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';

/** The instants of some days of the office, `to` exclusive; a period that runs ends now. */
export function spanSoFar(
  { from, to }: { from: LocalDay; to: LocalDay },
  timezone: string,
  now: Instant,
): { from: Instant; to: Instant } {
  return { from: startOfMoment(from, timezone), to: Math.min(endOfMoment(to, timezone), now) };
}
