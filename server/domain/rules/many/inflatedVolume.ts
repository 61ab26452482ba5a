import type { Instant } from '#contract/time';
import { threshold } from '../rule.ts';
import { byTime, clearGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** What a department counted as cases on one local day. */
export interface CountedDay {
  /** All cases of the day, the marked ones included. */
  counted: number;
  /** Those that their source itself calls a query, a booking or a payment. */
  marked: readonly { caseId: string; at: Instant; mark: 'query' | 'booking' | 'payment' }[];
}

/** VOL-01: queries, bookings and payments counted as cases: volume without work. */
export const inflatedVolume: ManyRule<CountedDay> = {
  id: 'VOL-01',
  aspect: 'correctness',
  defaults: { cases: 10, sharePercent: 10, windowDays: 30 },
  ranges: { cases: [1, 100_000] },
  judge({ counted, marked }, params) {
    const least = threshold(params, 'cases');
    if (marked.length < least || marked.length * 100 < counted * threshold(params, 'sharePercent'))
      return clearGroup;
    const sorted = marked.toSorted(byTime);
    const of = (mark: string) => sorted.filter((m) => m.mark === mark).length;
    return raisedGroup({
      severity: 'query',
      at: sorted[least - 1]?.at ?? 0,
      facts: {
        cases: sorted.length,
        of: counted,
        queries: of('query'),
        bookings: of('booking'),
        payments: of('payment'),
      },
      cases: sorted.map((m) => m.caseId),
      events: [],
    });
  },
};
