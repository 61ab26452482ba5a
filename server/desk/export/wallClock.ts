import type { Instant } from '#contract/time';

/** No zone changes its offset but at a quarter of an hour. */
const stretch = 900_000;
const mostStretches = 200_000;

/**
 * The clock on a wall in the zone: instants moved by the zone's offset, so that UTC's calendar shows local time.
 * Offsets are remembered, asking for one takes microseconds and a file has millions.
 */
export function wallClock(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  return (at) => {
    const from = Math.floor(at / stretch);
    let offset = offsets.get(from);
    if (offset === undefined) {
      if (offsets.size === mostStretches) offsets.clear();
      offsets.set(from, (offset = offsetOf(format, at)));
    }
    return at + offset;
  };
}

function offsetOf(format: Intl.DateTimeFormat, at: Instant): number {
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
  const length = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -length : length;
}
