import type { Instant } from '#contract/time';
import { madeAt } from '../clock/allowance.ts';
import { legalAxis } from '../clock/axis.ts';
import { dayLength } from '../calendar/localDay.ts';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import { endOf } from '../cases/caseFacts.ts';
import type { Suspension } from '../cases/caseState.ts';
import { unlessProven } from './proof.ts';
import { clear, type Judgement, type Rule, type RuleContext } from './rule.ts';

const asked = ['kind', 'approver', 'reason', 'notice'] as const;

/** HANG-01: a suspension without kind, approver, reason or notice (Art. 45). */
export const suspensionWithoutGround: Rule = {
  id: 'HANG-01',
  aspect: 'lawfulness',
  defaults: {},
  judge({ round, source }) {
    const judgements = round.suspensions.map((it): Judgement => {
      const absent = asked.filter((field) => it[field] === undefined || it[field] === '');
      const missing = absent.filter((field) => !source.cannotExpress.includes(`suspension.${field}`));
      if (missing.length === 0) {
        return absent.length === 0
          ? { result: 'clear' }
          : { result: 'not_evaluable', reason: 'kind_unknown' };
      }
      return {
        result: 'raised',
        severity: 'yellow',
        occurrence: it.eventId,
        at: it.at,
        caseState: stateOf(round),
        facts: { missing: missing.join(',') },
        events: [it.eventId],
      };
    });
    return judgements.length > 0 ? { judgements, checkAt: null } : clear;
  },
};

/** HANG-03: a suspension or extension made after the conclusion or after the limit passed; it gives no credit. */
export const suspendedAfterwards: Rule = {
  id: 'HANG-03',
  aspect: 'lawfulness',
  defaults: {},
  judge(context) {
    const { round, clock, source, outages } = context;
    const limit = clock.promised ?? clock.statutory;
    const end = endOf(round) ?? Infinity;
    const reporter = { settings: source, outages };
    const judgements: Judgement[] = [];
    for (const it of [...round.suspensions, ...round.extensions]) {
      const credit = limit?.credits.find((c) => c.by.eventId === it.eventId && c.by.sourceId === it.sourceId);
      const made = madeAt(it, reporter, clock.calendar);
      const after =
        made > end || credit?.reason === 'made_after_expiry' || credit?.reason === 'began_after_expiry';
      if (!after) continue;
      judgements.push({
        result: 'raised',
        severity: 'red',
        occurrence: it.eventId,
        at: made,
        caseState: stateOf(round),
        facts: {
          madeAt: made,
          statedAt: it.at,
          reason: made > end ? 'made_after_the_end' : (credit?.reason ?? ''),
        },
        events: [it.eventId],
      });
    }
    return judgements.length > 0 ? { judgements, checkAt: null } : clear;
  },
};

/** HANG-06: a suspension over its approved days, or never resumed and open after the conclusion. */
export const suspendedTooLong: Rule = {
  id: 'HANG-06',
  aspect: 'lawfulness',
  defaults: {},
  judge(context) {
    const judgements: Judgement[] = [];
    let checkAt: Instant | null = null;
    for (const it of context.round.suspensions) {
      const verdict = judgeSuspension(it, context);
      if (verdict.judgement) judgements.push(verdict.judgement);
      if (verdict.checkAt !== null) checkAt = Math.min(checkAt ?? Infinity, verdict.checkAt);
    }
    return { judgements: judgements.length > 0 ? judgements : [{ result: 'clear' }], checkAt };
  },
};

function judgeSuspension(
  it: Suspension,
  context: RuleContext,
): { judgement?: Judgement; checkAt: Instant | null } {
  const { round, clock, now } = context;
  const over = overAt(it, clock.calendar);
  const concludedAt = round.concluded?.at ?? Infinity;
  const resumedAt = it.resumedAt ?? Infinity;
  const brokenAt = resumedAt === Infinity ? Math.min(over, concludedAt) : over;
  if (
    resumedAt < brokenAt ||
    (resumedAt === brokenAt && clock.calendar.version.duePolicy === 'same_clock_time')
  ) {
    return { checkAt: null };
  }
  if (now <= brokenAt && resumedAt === Infinity)
    return { checkAt: Number.isFinite(brokenAt) ? brokenAt + 1 : null };
  const unproven = resumedAt === Infinity ? unlessProven(context, brokenAt) : undefined;
  if (unproven)
    return { judgement: { result: 'not_evaluable', reason: 'source_behind' }, checkAt: unproven.checkAt };
  return {
    judgement: {
      result: 'raised',
      severity: 'yellow',
      occurrence: it.eventId,
      at: brokenAt,
      caseState: stateOf(round),
      facts: { approvedDays: it.approvedDays ?? 0, since: it.at, resumedAt: it.resumedAt ?? 0 },
      events: [it.eventId],
    },
    checkAt: null,
  };
}

/**
 * When a suspension lasted one day more than approved: under day policies at the 24:00 of the first working day
 * beyond, since a day counts when the suspension is in force at its 24:00; else when the approved time is used.
 */
function overAt(it: Suspension, calendar: WorkCalendar): Instant {
  const days = it.approvedDays ?? 0;
  if (days <= 0) return Infinity;
  if (calendar.version.duePolicy === 'same_clock_time') {
    const legal = legalAxis(calendar, 'end_of_day');
    return legal.when(legal.at(it.at) + days * dayLength);
  }
  const first = calendar.workdaysBefore(calendar.zone.dayOf(it.at));
  return calendar.zone.startOf(calendar.workdayAt(first + days) + 1);
}

function stateOf(round: RuleContext['round']): 'open' | 'concluded' {
  return endOf(round) === null ? 'open' : 'concluded';
}
