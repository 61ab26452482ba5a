import type { Instant } from '#contract/time';
import { threshold } from '../rule.ts';
import type { RuleParams } from '#contract/rule';
import { byTime, clearGroup, notEvaluableGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** A case concluded in time that without its suspensions would have been late. */
export interface SavedCase {
  caseId: string;
  at: Instant;
  /** Time left at the conclusion on the limit's own clock, in ms. */
  leftMs: number;
  /** How much longer the suspensions lasted than the overrun, in natural ms. */
  surplusMs: number;
  suspensions: readonly string[];
}

/** A department's cases of a window; `coarse`: saved ones whose source stamps days only. */
export interface SavedCases {
  saved: readonly SavedCase[];
  coarse: number;
}

/**
 * HANG-04: saved by the same margin time and again: suspensions made up to fit the overrun. The margin is what was
 * left on the limit's clock, or what the suspensions lasted beyond the overrun: a rule that credits whole days
 * rounds the first.
 */
export const justSaved: ManyRule<SavedCases> = {
  id: 'HANG-04',
  aspect: 'lawfulness',
  defaults: { cases: 10, sharePercent: 80, marginHours: 1, windowDays: 90 },
  ranges: { cases: [1, 500], windowDays: [1, 365] },
  judge({ saved, coarse }, params) {
    const least = threshold(params, 'cases');
    if (saved.length < least)
      return saved.length + coarse < least ? clearGroup : notEvaluableGroup('precision');
    const byLeft = densest(saved, (it) => it.leftMs, params);
    const bySurplus = densest(saved, (it) => it.surplusMs, params);
    const found = bySurplus.cases.length > byLeft.cases.length ? bySurplus : byLeft;
    if (found.cases.length * 100 < saved.length * threshold(params, 'sharePercent')) return clearGroup;
    const sorted = found.cases.toSorted(byTime);
    return raisedGroup({
      severity: 'query',
      at: sorted.at(-1)?.at ?? 0,
      facts: {
        of: saved.length,
        cases: sorted.length,
        marginMs: found.margin,
        margin: found === bySurplus ? 'surplus' : 'left',
      },
      cases: sorted.map((it) => it.caseId),
      events: sorted.flatMap((it) => it.suspensions),
    });
  },
};

/** The most cases whose margins lie within `marginHours` of one of them on either side, and that margin. */
function densest(
  saved: readonly SavedCase[],
  marginOf: (it: SavedCase) => number,
  params: RuleParams,
): { cases: SavedCase[]; margin: number } {
  const width = threshold(params, 'marginHours') * 3_600_000;
  const sorted = saved.toSorted((a, b) => marginOf(a) - marginOf(b) || byTime(a, b));
  let best = { cases: [] as SavedCase[], margin: 0 };
  let from = 0;
  let to = 0;
  for (const it of sorted) {
    const margin = marginOf(it);
    while (from < sorted.length && margin - margin0(sorted[from], marginOf) > width) from += 1;
    while (to < sorted.length && margin0(sorted[to], marginOf) - margin <= width) to += 1;
    if (to - from > best.cases.length) best = { cases: sorted.slice(from, to), margin };
  }
  return best;
}

function margin0(it: SavedCase | undefined, marginOf: (it: SavedCase) => number): number {
  return it ? marginOf(it) : 0;
}
