import { endOf } from '../cases/caseFacts.ts';
import type { Round } from '../cases/caseState.ts';
import { addWorkdays } from '../calendar/workCalendar.ts';
import { unlessProven } from './proof.ts';
import { clear, clearUntil, exempt, notEvaluable, raised, threshold, type Rule } from './rule.ts';

/**
 * ACC-02: an online application is looked at by the end of the next working day. Many offices do so without a
 * pre-review of its own, so only a reported one proves that it was late, unless a city says that silence does
 * (`silenceCounts`).
 */
export const latePreReview: Rule = {
  id: 'ACC-02',
  aspect: 'timeliness',
  defaults: { workdays: 1, channels: 'web,mobile', silenceCounts: false },
  judge(context) {
    const { state, round, clock, now, params, source } = context;
    const { submitted, preReviewed } = round;
    if (!submitted) return clear;
    if (state.channel === undefined) return notEvaluable('no_channel');
    if (!String(params['channels']).split(',').includes(state.channel)) return exempt('not_online');
    const { calendar } = clock;
    const last = addWorkdays(calendar, calendar.zone.dayOf(submitted.at), threshold(params, 'workdays'));
    const deadline = calendar.zone.startOf(last + 1);
    const answeredAt = firstAnswer(round);
    if (answeredAt <= deadline) return clear;
    const silenceCounts = params['silenceCounts'] === true;
    if (now <= deadline) return clearUntil(silenceCounts ? deadline + 1 : null);
    if (!preReviewed) {
      if (!silenceCounts || source.cannotExpress.includes('case.pre_reviewed'))
        return notEvaluable('no_pre_review');
      const unproven = answeredAt === Infinity ? unlessProven(context, deadline) : undefined;
      if (unproven) return unproven;
    }
    return raised({
      severity: 'notice',
      occurrence: submitted.eventId,
      at: deadline,
      caseState: endOf(round) === null ? 'open' : 'concluded',
      facts: { submittedAt: submitted.at, deadline, reviewedAt: preReviewed?.at ?? 0 },
      events: [submitted.eventId, ...(preReviewed ? [preReviewed.eventId] : [])],
    });
  },
};

/** Whatever shows that somebody looked; `Infinity`: nothing yet. */
function firstAnswer({
  preReviewed,
  received,
  corrections,
  notAccepted,
  accepted,
  concluded,
}: Round): number {
  const answers = [preReviewed, received, corrections[0], notAccepted, accepted, concluded];
  return Math.min(...answers.map((it) => it?.at ?? Infinity));
}
