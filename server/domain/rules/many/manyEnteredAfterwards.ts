import type { Instant } from '#contract/time';
import { threshold } from '../rule.ts';
import { enteredAfterwards } from '../enteredAfterwards.ts';
import { byTime, clearGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** The cases of one source that BKF-01 found on one local day of arrival. */
export interface LateEntries {
  entries: readonly { caseId: string; at: Instant; longestMs: number }[];
}

/** BKF-01 over a source's day: more than twenty cases are one matter, the source's, and one flag. */
export const manyEnteredAfterwards: ManyRule<LateEntries> = {
  id: 'BKF-01',
  aspect: 'correctness',
  defaults: enteredAfterwards.defaults,
  judge({ entries }, params) {
    const most = threshold(params, 'mostSingleCases');
    if (entries.length <= most) return clearGroup;
    const sorted = [...entries].sort(byTime);
    return raisedGroup({
      severity: 'query',
      at: sorted[most]?.at ?? 0,
      facts: { cases: entries.length, longestMs: Math.max(...entries.map((e) => e.longestMs)) },
      cases: sorted.map((e) => e.caseId),
      events: [],
    });
  },
};
