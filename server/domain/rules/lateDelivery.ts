import type { Instant } from '#contract/time';
import { addWorkdays } from '../calendar/workCalendar.ts';
import type { CaseState, Round, Stamp } from '../cases/caseState.ts';
import { unlessProven } from './proof.ts';
import { clear, clearUntil, exempt, notEvaluable, raised, threshold, type Rule } from './rule.ts';

/**
 * DLV-01: the certificate is delivered within ten working days of the decision (Art. 44). Licences have one; of other
 * items, those whose case says that one was issued. An electronic certificate is delivered by being issued. Who was
 * told in time and did not collect counts as on time.
 */
export const lateDelivery: Rule = {
  id: 'DLV-01',
  aspect: 'timeliness',
  defaults: { workdays: 10, electronicWorkdays: 10 },
  judge(context) {
    const { state, round, clock, now, params, source } = context;
    const { issued } = round;
    const decision = grantedBy(round);
    if (!decision) return exempt(round.concluded ? 'outcome' : 'not_concluded');
    if (!clock.item || clock.item.provisional) return notEvaluable('no_item');
    if (clock.item.type !== '01' && !issued && !round.delivered) return exempt('no_certificate');
    const { calendar } = clock;
    const days = threshold(params, issued?.electronic ? 'electronicWorkdays' : 'workdays');
    const deadline = calendar.zone.startOf(addWorkdays(calendar, calendar.zone.dayOf(decision.at), days) + 1);
    const delivered = deliveryOf(round);
    if ((delivered?.at ?? Infinity) <= deadline) return clear;
    if (toldAt(round) <= deadline) return exempt('not_collected');
    if (reopenedAt(state, round) <= deadline) return exempt('reopened');
    if (now <= deadline) return clearUntil(deadline + 1);
    if (!delivered) {
      if (source.cannotExpress.includes('case.delivered')) return notEvaluable('cannot_express');
      const unproven = unlessProven(context, deadline);
      if (unproven) return unproven;
    }
    return raised({
      severity: 'yellow',
      occurrence: decision.eventId,
      at: deadline,
      caseState: round.concluded ? 'concluded' : 'open',
      facts: { decidedAt: decision.at, deadline, deliveredAt: delivered?.at ?? 0 },
      events: [decision.eventId, ...(delivered ? [delivered.eventId] : [])],
    });
  },
};

/** What granted the application: the decision, else the conclusion. */
function grantedBy({ decided, concluded }: Round): Stamp | undefined {
  const outcome = concluded?.outcome ?? decided?.outcome;
  if (outcome !== 'granted' && outcome !== 'granted_with_deficiency') return undefined;
  return decided ?? concluded;
}

function deliveryOf({ delivered, issued }: Round): Stamp | undefined {
  if (!issued?.electronic) return delivered;
  return delivered && delivered.at < issued.at ? delivered : issued;
}

/** A case taken up again in time has nothing to deliver before its new end. */
function reopenedAt({ past, round: current }: CaseState, round: Round): Instant {
  if (round === current) return Infinity;
  const next = past[past.indexOf(round) + 1] ?? current;
  return next.submitted?.at ?? Infinity;
}

function toldAt({ issued, delivered }: Round): Instant {
  return Math.min(issued?.applicantNotifiedAt ?? Infinity, delivered?.applicantNotifiedAt ?? Infinity);
}
