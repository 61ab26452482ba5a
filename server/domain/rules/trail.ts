import type { Outcome } from '#contract/caseEvent';
import type { ItemVersion, RouteStep } from '#contract/item';
import type { Instant } from '#contract/time';
import type { Round } from '../cases/caseState.ts';
import { isTaken } from './route.ts';
import { unlessProven, unlessTrailComplete } from './proof.ts';
import { clear, exempt, notEvaluable, raised, threshold, type Rule, type Verdict } from './rule.ts';

/** STEP-01 环节缺失: a required step of the item's route left no trace at the conclusion. */
export const missingStep: Rule = {
  id: 'STEP-01',
  aspect: 'lawfulness',
  defaults: {},
  judge(context) {
    const { round, clock } = context;
    const { concluded } = round;
    if (!concluded) return exempt('not_concluded');
    const required = requiredSteps(clock.item, concluded.outcome);
    if (!required) return exempt('outcome');
    if (required.length === 0) return notEvaluable('no_route');
    const missing = required.filter((step) => !isTaken(step, round));
    if (missing.length === 0) return clear;
    const wait = unlessTrailComplete(context) ?? unlessProven(context, concluded.at - 1);
    if (wait) return wait;
    const names = missing.map((s) => s.step);
    return raised({
      severity: 'query',
      occurrence: concluded.eventId,
      at: concluded.at,
      caseState: 'concluded',
      step: names[0] ?? '',
      facts: { missing: names.join('、'), count: names.length },
      events: [concluded.eventId, ...round.steps.map((s) => s.eventId)],
    });
  },
};

/** Granted: every required step; refused: those up to the decision. */
function requiredSteps(item: ItemVersion | undefined, outcome: Outcome): RouteStep[] | undefined {
  const route = item?.route ?? [];
  if (outcome === 'granted' || outcome === 'granted_with_deficiency') return route.filter((s) => s.required);
  if (outcome !== 'refused') return undefined;
  const decision = route.findIndex((s) => s.satisfiedBy?.includes('case.decided') || s.step.includes('决定'));
  return (decision < 0 ? route : route.slice(0, decision + 1)).filter((s) => s.required);
}

/**
 * STEP-02: three steps or more under one timestamp, or acceptance and every step stamped with the conclusion. The
 * national standard allows a single step whose end equals its start, so the whole trail is judged.
 */
export const syntheticTrail: Rule = {
  id: 'STEP-02',
  aspect: 'correctness',
  defaults: { steps: 3 },
  judge(context) {
    const { round, clock, source, params } = context;
    const { concluded, accepted, steps } = round;
    if (!concluded) return exempt('not_concluded');
    if (clock.item?.handling === 'auto') return exempt('auto_decided');
    if (source.precision !== 'second') return notEvaluable('precision');
    const stamps = new Set(stampsOf(round));
    const oneStamp = stamps.size === 1 && steps.length >= threshold(params, 'steps');
    const allAtTheEnd = stamps.size === 1 && stamps.has(concluded.at) && accepted?.at === concluded.at;
    if (!oneStamp && !allAtTheEnd) return clear;
    const wait = unlessTrailComplete(context);
    if (wait) return wait;
    return raised({
      severity: 'query',
      occurrence: concluded.eventId,
      at: concluded.at,
      caseState: 'concluded',
      facts: { steps: steps.length, stamp: [...stamps][0] ?? concluded.at },
      events: [...steps.map((s) => s.eventId), concluded.eventId],
    });
  },
};

function stampsOf(round: Round): number[] {
  return round.steps.flatMap((s) => [s.startedAt, s.endedAt]).filter((at) => at !== undefined);
}

/** Outcomes that may come before any acceptance. */
const withoutAcceptance: ReadonlySet<Outcome> = new Set([
  'withdrawn',
  'returned',
  'voided',
  'correction_timeout',
  'transferred',
]);

/** STEP-03: conclusion before or without acceptance, acceptance before submission, a step's end before its start. */
export const wrongOrder: Rule = {
  id: 'STEP-03',
  aspect: 'correctness',
  defaults: { skewMinutes: 5 },
  judge(context) {
    const { round, clock, params, source } = context;
    const { submitted, accepted, concluded } = round;
    const skew = threshold(params, 'skewMinutes') * 60_000;
    const { dayOf } = clock.calendar.zone;
    // within a day whose times are not known any order is possible
    const isBefore = (one: Instant, other: Instant): boolean =>
      other - one > skew && (source.precision !== 'day' || dayOf(one) < dayOf(other));
    const found: { fault: string; events: string[]; at: number }[] = [];
    let wait: Verdict | undefined;
    if (submitted && accepted && isBefore(accepted.at, submitted.at)) {
      found.push({
        fault: 'accepted_before_submitted',
        events: [accepted.eventId, submitted.eventId],
        at: submitted.at,
      });
    }
    for (const step of round.steps) {
      const ended = round.steps.find(
        (s) => s.step === step.step && s.startedAt === undefined && s.endedAt !== undefined,
      );
      if (!ended || step.startedAt === undefined || step.endedAt !== undefined) continue;
      if (!isBefore(ended.endedAt ?? 0, step.startedAt)) continue;
      found.push({
        fault: 'step_ended_before_started',
        events: [ended.eventId, step.eventId],
        at: step.startedAt,
      });
    }
    if (accepted && concluded && isBefore(concluded.at, accepted.at)) {
      found.push({
        fault: 'concluded_before_accepted',
        events: [concluded.eventId, accepted.eventId],
        at: accepted.at,
      });
    }
    if (concluded && !accepted && !withoutAcceptance.has(concluded.outcome)) {
      wait = unlessTrailComplete(context) ?? unlessProven(context, concluded.at - 1);
      if (wait && found.length === 0) return wait;
      if (!wait)
        found.push({ fault: 'concluded_without_acceptance', events: [concluded.eventId], at: concluded.at });
    }
    const first = found[0];
    if (!first) return clear;
    return raised(
      {
        severity: 'query',
        occurrence: first.events[0] ?? round.openedBy,
        at: first.at,
        caseState: concluded ? 'concluded' : 'open',
        facts: { fault: found.map((f) => f.fault).join(',') },
        events: found.flatMap((f) => f.events),
      },
      wait?.checkAt ?? null,
    );
  },
};
