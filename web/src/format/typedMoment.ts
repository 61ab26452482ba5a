import type { Instant } from '#contract/time';
import { localClock } from '#contract/wording/localClock';
import { zonedInstant } from './zonedInstant.ts';

/** An instant as a field for a moment shows it, in the office's zone: `2026-11-22T10:26`. */
export function typedMoment(at: Instant, timezone: string): string {
  const { day, minute } = localClock(at, timezone, 'en');
  return `${day}T${minute}`;
}

/** The instant of what a field for a moment holds, in the office's zone; NaN for what is none. */
export function instantOfTyped(text: string, timezone: string): Instant {
  const [day = '', time = ''] = text.split('T');
  return zonedInstant(day, time.slice(0, 5), timezone);
}
