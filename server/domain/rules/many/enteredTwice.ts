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

export interface Filing {
  caseId: string;
  sourceId: number;
  eventId: string;
  at: Instant;
  applicant: string | undefined;
  precision: Precision;
  joint: boolean;
}

/** A filing, and filings of the same item near to it in time. */
export interface Filings {
  one: Filing;
  others: readonly Filing[];
}

/** VOL-02: the same applicant, item and time from two sources: one matter, counted twice. */
export const enteredTwice: ManyRule<Filings> = {
  id: 'VOL-02',
  aspect: 'data',
  defaults: { seconds: 60 },
  judge({ one, others }, params) {
    if (one.joint) return exemptGroup('joint');
    const elsewhere = others.filter((o) => o.sourceId !== one.sourceId && !o.joint);
    if (elsewhere.length === 0) return clearGroup;
    if (one.applicant === undefined) return notEvaluableGroup('no_applicant');
    const same = elsewhere.filter((o) => o.applicant === one.applicant);
    if (same.length === 0) return clearGroup;
    if (one.precision === 'day' || same.every((o) => o.precision === 'day'))
      return notEvaluableGroup('precision');
    const width = threshold(params, 'seconds') * 1000;
    const [twin] = same
      .filter((o) => o.precision !== 'day' && Math.abs(o.at - one.at) <= width)
      .toSorted(byTime);
    if (!twin) return clearGroup;
    return raisedGroup({
      severity: 'info',
      at: Math.max(one.at, twin.at),
      facts: { twin: twin.caseId, source: twin.sourceId, apartMs: Math.abs(twin.at - one.at) },
      cases: [one.caseId, twin.caseId],
      events: [one.eventId, twin.eventId],
    });
  },
};
