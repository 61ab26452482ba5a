import type { Instant } from '#contract/time';
import { threshold } from '../rule.ts';
import { clearGroup, notEvaluableGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** One reason text and the suspensions that give it, spelling apart. */
export interface ReasonGroup {
  reason: string;
  suspensions: number;
  lastAt: Instant;
  cases: readonly string[];
  events: readonly string[];
}

/** A department's suspensions of a window, by reason; `inexpressible`: of sources that cannot send a reason. */
export interface Reasons {
  reasons: readonly ReasonGroup[];
  inexpressible: number;
}

/** HANG-05: one text stands under most of a department's suspensions. Suspensions without any are HANG-01's matter. */
export const boilerplateReasons: ManyRule<Reasons> = {
  id: 'HANG-05',
  aspect: 'lawfulness',
  defaults: { suspensions: 30, sharePercent: 60, windowDays: 90 },
  ranges: { suspensions: [1, 100_000], windowDays: [1, 365] },
  judge({ reasons, inexpressible }, params) {
    const all = reasons.reduce((sum, r) => sum + r.suspensions, 0);
    const least = threshold(params, 'suspensions');
    if (all < least) return all + inexpressible < least ? clearGroup : notEvaluableGroup('reason_unknown');
    const [most] = reasons.toSorted(
      (a, b) => b.suspensions - a.suspensions || (a.reason < b.reason ? -1 : 1),
    );
    if (!most || most.suspensions * 100 <= all * threshold(params, 'sharePercent')) return clearGroup;
    return raisedGroup({
      severity: 'query',
      at: most.lastAt,
      facts: {
        of: all,
        suspensions: most.suspensions,
        percent: Math.floor((most.suspensions * 100) / all),
        reason: most.reason.slice(0, 80),
      },
      cases: [...most.cases],
      events: [...most.events],
    });
  },
};

/** The same reason in other spacing, punctuation or width is the same reason. */
export function reasonKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
}
