import type { ItemVersion } from '#contract/item';
import type { Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import { addWorkdays, type WorkCalendar } from '../../calendar/workCalendar.ts';
import { dayNumber } from '../../calendar/localDay.ts';
import { threshold } from '../rule.ts';
import {
  byTime,
  clearGroup,
  exemptGroup,
  notEvaluableGroup,
  raisedGroup,
  type ManyRule,
} from './manyRule.ts';

/** A new version of an item beside the one it replaced, and when the item's promise was broken before. */
export interface PromiseChange {
  before: ItemVersion;
  after: ItemVersion;
  /** When the catalogue learned of the new version: later than its first day, it was dated back. */
  recordedAt: Instant;
  calendar: WorkCalendar;
  breaches: readonly { caseId: string; at: Instant; flagId: number }[];
}

/** PRM-01: the promise was lengthened soon after it had been broken. */
export const promiseLengthened: ManyRule<PromiseChange> = {
  id: 'PRM-01',
  aspect: 'lawfulness',
  defaults: { workdays: 10 },
  judge({ before, after, recordedAt, calendar, breaches }, params) {
    const longer = isLonger(before.promisedLimit, after.promisedLimit);
    if (longer === undefined) return notEvaluableGroup('units_differ');
    if (!longer) return clearGroup;
    if (after.approvedBy !== undefined && after.approvedAt !== undefined)
      return exemptGroup('approved_change');
    const days = threshold(params, 'workdays');
    const begins = dayNumber(after.validFrom);
    const known = Math.max(begins, calendar.zone.dayOf(recordedAt));
    const provoking = breaches
      .filter(({ at }) => {
        const on = calendar.zone.dayOf(at);
        const last = addWorkdays(calendar, on, days);
        return [begins, known].some((day) => calendar.zone.startOf(day) >= at - 1 && day <= last);
      })
      .toSorted(byTime);
    const [first] = provoking;
    if (!first) return clearGroup;
    return raisedGroup({
      severity: 'query',
      at: Math.max(calendar.zone.startOf(begins), ...provoking.slice(0, 1).map((b) => b.at)),
      facts: {
        from: textOf(before.promisedLimit),
        to: textOf(after.promisedLimit),
        validFrom: after.validFrom,
        revision: after.revision,
        breaches: provoking.length,
        brokenAt: first.at,
      },
      cases: provoking.map((b) => b.caseId),
      events: [],
    });
  },
};

/** Undefined: the units cannot be compared, since none is ever converted. A promise that was dropped is longer. */
export function isLonger(before: Limit | undefined, after: Limit | undefined): boolean | undefined {
  if (!before) return false;
  if (!after) return true;
  return before.unit === after.unit ? after.value > before.value : undefined;
}

function textOf(limit: Limit | undefined): string {
  return limit ? `${String(limit.value)} ${limit.unit}` : '';
}
