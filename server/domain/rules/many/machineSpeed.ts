import type { CaseMark, Outcome } from '#contract/caseEvent';
import type { Handling } from '#contract/item';
import type { RuleParams } from '#contract/rule';
import type { Precision } from '#contract/source';
import type { Instant } from '#contract/time';
import { threshold } from '../rule.ts';
import {
  byTime,
  clearGroup,
  exemptGroup,
  notEvaluableGroup,
  raisedGroup,
  type ManyRule,
} from './manyRule.ts';

export interface HandlersConclusion {
  caseId: string;
  eventId: string;
  at: Instant;
  outcome: Outcome;
  /** Undefined: the item is not known. */
  handling: Handling | undefined;
  marks: readonly CaseMark[];
}

/** What one handler of one source concluded on one local day. */
export interface HandlersDay {
  handler: string;
  kind: 'human' | 'machine' | 'unknown';
  precision: Precision;
  conclusions: readonly HandlersConclusion[];
}

/** Ends that nobody decides on: cleared away by the list, and rightly so. */
const undecided: ReadonlySet<Outcome> = new Set(['withdrawn', 'voided', 'correction_timeout', 'transferred']);

/** FAST-02: one person concluding promised cases at a pace at which nobody reads them. */
export const machineSpeed: ManyRule<HandlersDay> = {
  id: 'FAST-02',
  aspect: 'lawfulness',
  defaults: { casesPerBurst: 5, burstSeconds: 60, burstsPerDay: 3 },
  ranges: { casesPerBurst: [2, 1000], burstSeconds: [1, 3600], burstsPerDay: [1, 1000] },
  judge({ handler, kind, precision, conclusions }, params) {
    if (kind === 'machine') return exemptGroup('machine');
    if (precision !== 'second') return notEvaluableGroup('precision');
    const promised = conclusions.filter((c) => c.handling === 'promised' && !undecided.has(c.outcome));
    const counted = promised.filter((c) => !c.marks.includes('bulk'));
    const bursts = burstsOf(counted, params);
    if (bursts.length < threshold(params, 'burstsPerDay')) {
      const declared = burstsOf(promised, params).length >= threshold(params, 'burstsPerDay');
      return declared ? exemptGroup('bulk') : clearGroup;
    }
    const cases = bursts.flat();
    const opening = bursts[threshold(params, 'burstsPerDay') - 1]?.at(-1) ?? cases[0];
    return raisedGroup({
      severity: 'query',
      at: opening?.at ?? 0,
      facts: {
        handler,
        cases: cases.length,
        bursts: bursts.length,
        most: Math.max(...bursts.map((b) => b.length)),
        seconds: threshold(params, 'burstSeconds'),
      },
      cases: cases.map((c) => c.caseId),
      events: cases.map((c) => c.eventId),
    });
  },
};

/** Disjoint spans of at most `burstSeconds`, both ends counted, with at least `casesPerBurst` conclusions; earliest first. */
function burstsOf(conclusions: readonly HandlersConclusion[], params: RuleParams): HandlersConclusion[][] {
  const least = threshold(params, 'casesPerBurst');
  const longest = threshold(params, 'burstSeconds') * 1000;
  const sorted = [...conclusions].sort(byTime);
  const bursts: HandlersConclusion[][] = [];
  for (let from = 0; from < sorted.length;) {
    const start = sorted[from]?.at ?? 0;
    const within = (n: number) => (sorted[n]?.at ?? Infinity) - start;
    let to = from;
    while (within(to) < longest) to += 1;
    // what falls on the very end opens the next minute, unless this one needs it
    while (to - from < least && within(to) <= longest) to += 1;
    if (to - from >= least) {
      bursts.push(sorted.slice(from, to));
      from = to;
    } else from += 1;
  }
  return bursts;
}
