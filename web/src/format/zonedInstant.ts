import type { Instant, LocalDay } from '#contract/time';
import { localClock } from '#contract/wording/localClock';

/** The instant of a local day and `HH:MM` in an IANA zone; of a time that a zone skips, one beside it. NaN for what is none. */
export function zonedInstant(day: LocalDay, time: string, timezone: string): Instant {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // some engines read a date into texts that hold none
  if (day === '' || Number.isNaN(wanted)) return Number.NaN;
  const first = wanted - offsetAt(wanted, timezone);
  // near a change of offset the first guess may lie on its other side
  return wanted - offsetAt(first, timezone);
}

/** Of the zone's local time against UTC, ms. */
function offsetAt(at: Instant, timezone: string): number {
  const { day, second } = localClock(at, timezone, 'en');
  return Date.parse(`${day}T${second}Z`) - Math.floor(at / 1000) * 1000;
}
