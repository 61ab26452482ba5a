import type { Instant } from '#contract/time';
import { legalAxis } from '../clock/axis.ts';
import type { CaseClock } from '../clock/caseClock.ts';
import { runsByTheClock, usedAt, whenUsed, type LimitClock } from '../clock/limitClock.ts';
import { dayLength } from '../calendar/localDay.ts';
import { endOf } from '../cases/caseFacts.ts';
import {
  clear,
  clearUntil,
  exempt,
  notEvaluable,
  raised,
  threshold,
  type Rule,
  type RuleContext,
} from './rule.ts';

/** TIM-01 临期: 90 % used or one working day left, whichever is first, never before half is used. */
export const dueSoon: Rule = {
  id: 'TIM-01',
  aspect: 'timeliness',
  lasts: true,
  defaults: { usedPercent: 90, workdaysLeft: 1 },
  judge(context) {
    const { clock, round, now, source } = context;
    const limit = clock.promised ?? clock.statutory;
    if (!limit || !clock.start || limit.allowed <= 0 || limit.basis === 'instant') return exempt('no_limit');
    if (clock.item?.handling === 'auto') return exempt('auto_decided');
    if (endOf(round) !== null || now > limit.due) return clear;
    if (source.precision === 'day' && runsByTheClock(limit)) return notEvaluable('precision');
    const at = Math.max(soonAt(limit, clock, context), clock.start.deemedAt ?? -Infinity);
    if (now < at) return clearUntil(at);
    if (source.finishedSuspensionsOnly) return notEvaluable('suspension_unknown');
    const standsUntil = suspendedUntil(limit, round.suspensions.length > 0, now);
    if (standsUntil !== null) return exempt('suspended', standsUntil);
    return raised({
      severity: 'notice',
      occurrence: clock.start.by.eventId,
      at,
      caseState: 'open',
      facts: { due: limit.due, used: usedAt(limit, at), allowed: limit.allowed, limit: limit.kind },
      events: [clock.start.by.eventId],
    });
  },
};

/** Limits under a working day warn at the percentage only. */
function soonAt(limit: LimitClock, { calendar }: CaseClock, { params }: RuleContext): Instant {
  const byPercent = whenUsed(limit, (limit.allowed * threshold(params, 'usedPercent')) / 100);
  const half = whenUsed(limit, limit.allowed / 2);
  const legal = legalAxis(calendar, 'end_of_day');
  const length = legal.at(limit.bareDue) - legal.at(limit.start);
  const underOneDay = limit.limit?.unit === 'minute' || limit.limit?.unit === 'work_hour';
  if (underOneDay && length < dayLength) return Math.max(byPercent, half);
  const daysLeft = threshold(params, 'workdaysLeft') * dayLength;
  const byDaysLeft =
    limit.limit?.unit === 'workday'
      ? whenUsed(limit, limit.allowed - daysLeft)
      : legal.when(legal.at(limit.due) - daysLeft);
  return Math.max(half, Math.min(byPercent, byDaysLeft));
}

/** The clock stands still inside approved days: nothing is due soon before they end. */
function suspendedUntil(limit: LimitClock, any: boolean, now: Instant): Instant | null {
  if (!any) return null;
  const position = limit.axis.at(now);
  const running = limit.credits.find((c) => c.kind === 'suspension' && c.from <= position && position < c.to);
  return running ? limit.axis.when(running.to) : null;
}
