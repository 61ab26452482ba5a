import type { LocalDay } from '#contract/time';
import { addMonths, dayNumber, dayText } from '../calendar/localDay.ts';

/**
 * First and last day of a month `2026-10`, a quarter `2026-Q4` or a year `2026`.
 * @throws RangeError for any other text
 */
export function periodDays(period: string): { from: LocalDay; to: LocalDay } {
  const [, year, month, quarter] = /^(\d{4})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?$/.exec(period) ?? [];
  if (year === undefined) throw new RangeError(`"${period}" is no period; write 2026-10, 2026-Q4 or 2026.`);
  const first = month !== undefined ? Number(month) : quarter !== undefined ? Number(quarter) * 3 - 2 : 1;
  const length = month !== undefined ? 1 : quarter !== undefined ? 3 : 12;
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  return { from, to: dayText(addMonths(dayNumber(from), length) - 1) };
}
