import type { Handling } from '#contract/item';
import type { Instant } from '#contract/time';
import { dayLength } from '../../calendar/localDay.ts';
import { addWorkdays, type WorkCalendar } from '../../calendar/workCalendar.ts';
import { legalAxis } from '../../clock/axis.ts';
import { threshold } from '../rule.ts';
import {
  byTime,
  clearGroup,
  exemptGroup,
  notEvaluableGroup,
  raisedGroup,
  type ManyRule,
} from './manyRule.ts';

/** A case that was returned, and the later ones of the same item that may be it again. */
export interface ReturnedCase {
  caseId: string;
  accepted: Instant | null;
  returned: { at: Instant; eventId: string };
  /** The promised due date, else the statutory one. */
  due: Instant | null;
  handling: Handling | undefined;
  applicant: string | undefined;
  calendar: WorkCalendar;
  later: readonly { caseId: string; applicant: string | undefined; at: Instant; eventId: string }[];
}

/**
 * END-01: returned when time was nearly up, and filed again at once: the clock was set back. As with TIM-01 never
 * before half of the limit is used: a promise of one day has a day left from its first minute on.
 */
export const filedAgain: ManyRule<ReturnedCase> = {
  id: 'END-01',
  aspect: 'timeliness',
  defaults: { workdaysLeft: 1, workdaysUntilAgain: 1 },
  judge({ caseId, accepted, returned, due, handling, applicant, calendar, later }, params) {
    if (handling === undefined) return notEvaluableGroup('no_item');
    if (handling === 'instant') return exemptGroup('instant');
    if (handling === 'auto') return exemptGroup('auto_decided');
    if (due === null) return exemptGroup('no_limit');
    if (returned.at > due) return exemptGroup('past_its_limit');
    const legal = legalAxis(calendar, 'end_of_day');
    const left = legal.at(due) - legal.at(returned.at);
    if (left > threshold(params, 'workdaysLeft') * dayLength) return clearGroup;
    if (accepted !== null) {
      const begun = legal.at(calendar.zone.startOf(calendar.zone.dayOf(accepted) + 1));
      if (left * 2 > legal.at(due) - begun) return clearGroup;
    }
    if (applicant === undefined) return notEvaluableGroup('no_applicant');
    const on = calendar.zone.dayOf(returned.at);
    const until = calendar.zone.startOf(
      addWorkdays(calendar, on, threshold(params, 'workdaysUntilAgain')) + 1,
    );
    const [again] = later
      .filter((l) => l.applicant === applicant && l.at >= returned.at && l.at < until)
      .toSorted(byTime);
    if (!again) return clearGroup;
    return raisedGroup({
      severity: 'query',
      at: again.at,
      facts: { leftMs: left, due, returnedAt: returned.at, againAt: again.at, again: again.caseId },
      cases: [caseId, again.caseId],
      events: [returned.eventId, again.eventId],
    });
  },
};
