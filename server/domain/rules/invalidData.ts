import { endOf } from '../cases/caseFacts.ts';
import { clear, type Judgement, type Rule } from './rule.ts';

/** DAT-01: an identity number whose checksum fails, or events that disagree on item or region of a case. */
export const invalidData: Rule = {
  id: 'DAT-01',
  aspect: 'data',
  defaults: { quarantinedPercent: 1 },
  ofWholeCase: true,
  judge({ state, round }) {
    const caseState = endOf(round) === null ? 'open' : 'concluded';
    const judgements: Judgement[] = state.conflicts.map(({ field, value, eventId, at }, n) => ({
      result: 'raised',
      severity: 'info',
      occurrence: occurrenceOf(eventId, state.conflicts.slice(0, n)),
      at,
      caseState,
      facts: { fault: 'conflict', field, value },
      events: [eventId],
    }));
    if (state.applicantIdValid === false) {
      judgements.push({
        result: 'raised',
        severity: 'info',
        occurrence: 'applicant',
        at: (state.past[0] ?? round).submitted?.at ?? state.firstEventAt,
        caseState,
        facts: { fault: 'identity_number' },
        events: [(state.past[0] ?? round).submitted?.eventId ?? round.openedBy],
      });
    }
    return judgements.length > 0 ? { judgements, checkAt: null } : clear;
  },
};

/** One event may disagree in item and region, and another source's event may have its id: each is a flag of its own. */
function occurrenceOf(eventId: string, earlier: readonly { eventId: string }[]): string {
  const alike = earlier.filter((conflict) => conflict.eventId === eventId).length;
  return alike === 0 ? eventId : `${eventId}/${alike + 1}`;
}
