import type { Instant } from '#contract/time';
import { answerWaits } from '../clock/acceptance.ts';
import { limitClock } from '../clock/limitClock.ts';
import { endOf } from '../cases/caseFacts.ts';
import { dueSoon } from './dueSoon.ts';
import { lawBroken, promiseBroken } from './overdue.ts';
import { unlessProven } from './proof.ts';
import { clear, clearUntil, exempt, notEvaluable, raised, type Rule, type RuleContext } from './rule.ts';

const aDay = 86_400_000;

/**
 * TIM-05 久拖不决: open and not suspended, and nothing reported for as long as the whole case was promised to take.
 * The rules about the case's own limits come first: it speaks where no clock runs, or where one was moved far away.
 */
export const stalled: Rule = {
  id: 'TIM-05',
  aspect: 'timeliness',
  lasts: true,
  defaults: {},
  judge(context) {
    const { state, round, clock, now, source } = context;
    if (endOf(round) !== null) return clear;
    if (clock.item?.handling === 'instant') return exempt('instant');
    const suspension = round.suspensions.at(-1);
    if (suspension && suspension.resumedAt === undefined) return exempt('suspended');
    const correction = round.corrections.at(-1);
    if (correction && correction.receivedAt === undefined && !round.accepted)
      return exempt('waiting_for_applicant');
    const [silentSince, , , lastEvent] = state.last;
    const at = stalledAt(context, silentSince);
    if (at === undefined) return exempt('no_limit');
    const due = (clock.promised ?? clock.statutory)?.due ?? Infinity;
    if (now <= at) return clearUntil(at < due ? at + 1 : null);
    if (limitRules.some((rule) => finds(rule, context))) return exempt('limit_speaks');
    if (source.finishedSuspensionsOnly) return notEvaluable('suspension_unknown');
    const unproven = unlessProven(context, at);
    if (unproven) return unproven;
    return raised(
      {
        severity: 'query',
        occurrence: lastEvent,
        at,
        caseState: 'open',
        facts: { silentSince, stalledAt: at },
        events: [lastEvent],
      },
      // by another severity it is no query, and a step that ends the silence calls for no check of its own
      now + aDay,
    );
  },
};

const limitRules: readonly Rule[] = [dueSoon, promiseBroken, lawBroken];

/** By its built-in thresholds: those of another rule's version in force are not known here. */
const finds = (rule: Rule, context: RuleContext): boolean =>
  rule.judge({ ...context, params: rule.defaults }).judgements.some(({ result }) => result === 'raised');

/**
 * When the promise, counted anew from the last event, has run out; the law's limit where nothing is promised. Before
 * acceptance not while the law still gives time to answer.
 */
function stalledAt({ clock, round, source, outages }: RuleContext, since: Instant): Instant | undefined {
  const { calendar, item } = clock;
  const running = clock.promised ?? clock.statutory;
  if (running) {
    const { axis, start, bareDue } = running;
    const byDay = start !== clock.start?.at;
    const from = byDay ? axis.startOf(calendar.zone.dayOf(since) + 1) : axis.at(since);
    return axis.when(from + axis.at(bareDue) - axis.at(start));
  }
  const limit = item?.promisedLimit ?? item?.statutoryLimit;
  if (!limit) return undefined;
  const promise = limitClock({
    kind: 'promised',
    rule: { basis: 'item', limit },
    acceptedAt: since,
    round: { ...round, suspensions: [], extensions: [] },
    calendar,
    policy: calendar.version.duePolicy,
    reporter: { settings: source, outages },
  });
  const answerBy = answerWaits(round, calendar).at(-1)?.deadline ?? -Infinity;
  return Math.max(promise.bareDue, answerBy);
}
