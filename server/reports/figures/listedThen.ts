import type { Figure, IndicatorUnit } from '#contract/reports/indicator';
import type { figureParts } from '#contract/reports/figureCasesSchema';

/** How many rows stood behind a part of a figure when it was taken; null where the figure does not tell. */
export function listedThen(
  { value, n, hits, excluded }: Figure,
  unit: IndicatorUnit,
  part: (typeof figureParts)[number],
): number | null {
  if (part === 'excluded') return excluded ? Object.values(excluded).reduce((sum, of) => sum + of, 0) : null;
  if (part !== 'n') return hits === undefined ? null : part === 'hits' ? hits : n - hits;
  // its n is what it is set against
  if (unit === 'perThousand') return value === null ? null : Math.round((value * n) / 1000);
  return n;
}
