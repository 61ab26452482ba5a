import type { DayNumber } from './localDay.ts';

const chunk = 1024;
/** From 1970 to 2149; what is asked for outside is computed each time. */
const mostDays = 64 * chunk;

/**
 * A function of days that remembers what it gave. Clocks ask for the same few hundred days with every event, so that
 * even a Map's look-up would be felt.
 */
export function dayTable(of: (day: DayNumber) => number): (day: DayNumber) => number {
  const chunks: Float64Array[] = [];
  return (day) => {
    if (!(day >= 0 && day < mostDays && Number.isInteger(day))) return of(day);
    const values = (chunks[day >> 10] ??= new Float64Array(chunk).fill(Number.NaN));
    const known = values[day & (chunk - 1)] ?? Number.NaN;
    if (!Number.isNaN(known)) return known;
    return (values[day & (chunk - 1)] = of(day));
  };
}
