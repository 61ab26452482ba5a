import type { Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import { deemingAt } from '../clock/acceptance.ts';
import { daysOver, whenDaysOver } from '../clock/caseClock.ts';
import { runsByTheClock, type LimitClock } from '../clock/limitClock.ts';
import { endOf } from '../cases/caseFacts.ts';
import { childrenOf, hasLateChild } from '../cases/kinship.ts';
import { unlessProven } from './proof.ts';
import {
  clear,
  clearUntil,
  exempt,
  notEvaluable,
  raised,
  threshold,
  type Rule,
  type RuleContext,
  type Verdict,
} from './rule.ts';

/** TIM-02 超承诺: past the promised due date, open or concluded; red from the beginning of the fifth day over. */
export const promiseBroken: Rule = {
  id: 'TIM-02',
  aspect: 'timeliness',
  lasts: true,
  defaults: { redFromWorkdays: 5 },
  judge: (context) =>
    judgeLimit(context, context.clock.promised, (days) =>
      days >= threshold(context.params, 'redFromWorkdays') ? 'red' : 'yellow',
    ),
};

/** TIM-03 超法定: past the statutory due date. Supersedes TIM-02 in counts, figures and follow-up. */
export const lawBroken: Rule = {
  id: 'TIM-03',
  aspect: 'timeliness',
  lasts: true,
  defaults: {},
  judge: (context) => judgeLimit(context, context.clock.statutory, () => 'red'),
};

function judgeLimit(
  context: RuleContext,
  limit: LimitClock | undefined,
  severityOf: (days: number) => Severity,
): Verdict {
  const { state, clock, round, now, source } = context;
  const { calendar, start } = clock;
  if (!start) return endOf(round) === null ? notEvaluable('no_acceptance', whenDeemed(context)) : clear;
  if (!limit) return exempt('no_limit');
  if (source.precision === 'day' && runsByTheClock(limit)) return notEvaluable('precision');
  const end = endOf(round);
  const stoppedAt = end ?? now;
  if (stoppedAt <= limit.due) return end === null ? clearUntil(limit.due + 1) : clear;
  if (end === null) {
    const unknown = source.finishedSuspensionsOnly;
    if (unknown) return notEvaluable('suspension_unknown');
    const unproven = unlessProven(context, limit.due);
    if (unproven) return unproven;
  }
  // the late child answers for the whole
  if (hasLateChild(childrenOf(state) ?? [], now)) return exempt('joint');
  const days = daysOver(limit, calendar, stoppedAt);
  const deemed = start.ground === 'deemed';
  const severity = deemed ? 'query' : severityOf(days);
  return raised(
    {
      severity,
      occurrence: start.by.eventId,
      at: Math.max(limit.due, start.deemedAt ?? limit.due),
      caseState: end === null ? 'open' : 'concluded',
      facts: { due: limit.due, stoppedAt: end ?? 0, daysOver: days, basis: limit.basis },
      events: [start.by.eventId, ...(round.concluded ? [round.concluded.eventId] : [])],
    },
    end === null ? nextDay(limit, context, days) : null,
  );
}

function whenDeemed({ round, clock }: RuleContext): Instant | null {
  const at = deemingAt(round, clock.item, clock.calendar);
  return at === null ? null : at + 1;
}

/** The figure changes when the next day over begins; until red also the severity. */
function nextDay(limit: LimitClock, { clock, now }: RuleContext, days: number): Instant {
  return Math.max(whenDaysOver(limit, clock.calendar, days + 1), now + 1);
}
