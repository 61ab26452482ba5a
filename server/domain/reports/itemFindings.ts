import type { ItemFinding } from '#contract/reports/snapshot';
import { dayLength } from '../calendar/localDay.ts';
import type { ItemOf } from './figuresOf.ts';
import { percentiles } from './percentile.ts';
import type { Sums } from './sums.ts';

/** Fewer observations advise nothing. */
const least = 30;
const farBelow = 0.5;
const often = 0.1;

/**
 * Items whose promise could be shorter, as nineteen in twenty take less than half of it, and items of which more than a
 * tenth is late, which need people: those of most cases first.
 */
export function itemFindings(items: ReadonlyMap<string, Sums>, itemOf: ItemOf): ItemFinding[] {
  return [...items]
    .flatMap(([code, { counts, handled }]): ItemFinding[] => {
      const item = itemOf(code);
      const days = (limit: { value: number; unit: string } | undefined): number | null =>
        limit?.unit === 'workday' ? limit.value : null;
      const promised = days(item?.promisedLimit);
      const n = handled.reduce((sum, { length }) => sum + length, 0);
      const [used = null] = percentiles(handled, [0.95]);
      const p95 = used === null ? null : used / dayLength;
      const late = counts.due - counts.dueOnTime;
      const found = { item: code, promised, statutory: days(item?.statutoryLimit), p95, late };
      if (counts.due >= least && late > counts.due * often)
        return [{ ...found, n: counts.due, advice: 'staff' }];
      if (n >= least && promised !== null && p95 !== null && p95 < promised * farBelow)
        return [{ ...found, n, advice: 'shorten' }];
      return [];
    })
    .sort((a, b) => b.n - a.n || (a.item < b.item ? -1 : 1));
}

/** Above it a day is told with all above. */
const lastBin = 20;

/** Cases by the whole working days they took; the last bin holds all above. Empty without any. */
export function daysDistribution(handled: readonly Float64Array[]): { days: number; n: number }[] {
  const bins = Array.from({ length: lastBin + 1 }, (_, days) => ({ days, n: 0 }));
  let any = false;
  for (const list of handled) {
    for (const used of list) {
      const bin = bins[Math.min(lastBin, Math.floor(used / dayLength))];
      if (bin) bin.n += 1;
      any = true;
    }
  }
  return any ? bins : [];
}
