import { answerWaits } from '../clock/acceptance.ts';
import { unlessProven } from './proof.ts';
import { clear, clearUntil, exempt, notEvaluable, raised, type Rule } from './rule.ts';

/** ACC-01 超期受理: no answer by the end of the fifth working day after receipt (Art. 32). */
export const lateAcceptance: Rule = {
  id: 'ACC-01',
  aspect: 'timeliness',
  defaults: {},
  judge(context) {
    const { round, clock, now } = context;
    if (!clock.item || clock.item.provisional) return notEvaluable('no_item');
    const waits = answerWaits(round, clock.calendar);
    const wait = waits[0];
    if (!wait) return clear;
    if (waits.length > 1 || (round.corrections[0]?.at ?? Infinity) <= wait.deadline) {
      return exempt('corrected_in_time');
    }
    const answeredAt = Math.min(wait.answeredAt ?? Infinity, round.corrections[0]?.at ?? Infinity);
    if (answeredAt <= wait.deadline) return clear;
    if (now <= wait.deadline) return clearUntil(wait.deadline + 1);
    if (answeredAt > now) {
      const unproven = unlessProven(context, wait.deadline);
      if (unproven) return unproven;
    }
    return raised({
      severity: 'yellow',
      occurrence: wait.from.eventId,
      at: wait.deadline,
      caseState: round.concluded || round.notAccepted ? 'concluded' : 'open',
      facts: { receivedAt: wait.fromAt, deadline: wait.deadline },
      events: [wait.from.eventId, ...(round.accepted ? [round.accepted.eventId] : [])],
    });
  },
};
