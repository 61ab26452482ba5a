import type { ItemVersion } from '#contract/item';
import type { DuePolicy, Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import { dayLength, dayText, type DayNumber } from '../calendar/localDay.ts';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import type { CaseState, Round } from '../cases/caseState.ts';
import type { Knowledge } from '../knowledge.ts';
import { childrenOf } from '../cases/kinship.ts';
import { startOfClock, type StartOfClock } from './acceptance.ts';
import { legalAxis } from './axis.ts';
import { extensionDays } from './allowance.ts';
import { cutClock, limitClock, type LimitClock } from './limitClock.ts';
import type { DueRule } from './dueDate.ts';

/** Art. 42: a catalogued licence that names no limit of its own. */
const licenceLimit: Limit = { value: 20, unit: 'workday' };
/** Art. 42: several authorities decide together. */
const jointLimit: Limit = { value: 45, unit: 'workday' };

/** Everything the law says about the time of one round of a case, as of an instant. */
export interface CaseClock {
  calendar: WorkCalendar;
  /** The version in force when the clock began: limits are frozen there. */
  item: ItemVersion | undefined;
  start: StartOfClock | undefined;
  promised: LimitClock | undefined;
  statutory: LimitClock | undefined;
}

/**
 * @param asOf where the clock stands; `Infinity` asks what holds if nothing more happens, which is what `cases`
 * stores, since it must not depend on the present time.
 */
export function caseClock(state: CaseState, round: Round, knowledge: Knowledge, asOf: Instant): CaseClock {
  const calendar = knowledge.calendarOf(state, round.concluded?.catalogueRevision ?? knowledge.revision);
  const recorded =
    round.accepted?.catalogueRevision ?? round.concluded?.catalogueRevision ?? knowledge.revision;
  const firstAt = (round.received ?? round.submitted ?? round.accepted)?.at ?? state.firstEventAt;
  const firstOn = calendar.zone.dayOf(firstAt);
  const first = itemOn(firstOn, state, knowledge, recorded);
  const start = startOfClock(round, first, calendar, asOf);
  if (!start) return { calendar, item: first, start, promised: undefined, statutory: undefined };
  const startOn = calendar.zone.dayOf(start.at);
  const item = startOn === firstOn ? first : itemOn(startOn, state, knowledge, recorded);

  const sourceId = round.accepted?.sourceId ?? state.sourceId;
  const source = knowledge.source(sourceId);
  const reporter = { settings: source, outages: knowledge.outages(sourceId) };
  const policy = calendar.version.duePolicy;
  const joint = childrenOf(state) !== undefined;
  const cut = state.kin && 'parent' in state.kin ? state.kin : undefined;
  const clock = (kind: LimitClock['kind'], rule: DueRule | undefined) => {
    if (!rule) return undefined;
    const own = limitClock({
      kind,
      rule,
      acceptedAt: start.at,
      round,
      calendar,
      policy: policyFor(rule, policy),
      reporter,
      extensionDays: joint ? extensionDays.joint : extensionDays.single,
    });
    return cut && cut.due !== null ? cutClock(own, cut.parent, cut.due, calendar) : own;
  };
  const trusted = source.trustDueDates ? round.accepted : undefined;
  return {
    calendar,
    item,
    start,
    promised: clock('promised', promisedRule(round, item, trusted)),
    statutory: earlier(
      clock('statutory', given(trusted?.statutoryDueAt, trusted?.at)),
      clock('statutory', statutoryRule(round, item, joint)),
    ),
  };
}

/** The version in force on a day. */
function itemOn(
  day: DayNumber,
  { item }: CaseState,
  knowledge: Knowledge,
  revision: number,
): ItemVersion | undefined {
  return item === undefined ? undefined : knowledge.item(item, dayText(day), revision);
}

function promisedRule(
  round: Round,
  item: ItemVersion | undefined,
  trusted: Round['accepted'],
): DueRule | undefined {
  const rule = given(trusted?.promisedDueAt, trusted?.at);
  if (rule) return rule;
  if (round.accepted?.promisedLimit) return { basis: 'event', limit: round.accepted.promisedLimit };
  if (item?.promisedLimit) return { basis: 'item', limit: item.promisedLimit };
  // decided on the spot: by the end of its acceptance day, if that is a working day, else of the next
  if (item?.handling === 'instant' && !item.provisional) {
    return { basis: 'instant', limit: { value: 0, unit: 'calendar_day' } };
  }
  return undefined;
}

/** What is decided on the spot is due by the end of a day under every policy. */
function policyFor(rule: DueRule, policy: DuePolicy): DuePolicy {
  return rule.basis === 'instant' && policy === 'same_clock_time' ? 'end_of_day' : policy;
}

function statutoryRule(round: Round, item: ItemVersion | undefined, joint: boolean): DueRule | undefined {
  if (round.accepted?.statutoryLimit) return { basis: 'event', limit: round.accepted.statutoryLimit };
  if (joint) return { basis: 'joint', limit: jointLimit };
  if (item?.statutoryLimit) return { basis: 'item', limit: item.statutoryLimit };
  if (item?.type === '01' && !item.provisional) return { basis: 'law', limit: licenceLimit };
  return undefined;
}

function given(due: Instant | undefined, since: Instant | undefined): DueRule | undefined {
  return due === undefined || since === undefined ? undefined : { basis: 'given', due, since };
}

/** A given statutory date later than the computed law never wins. */
function earlier(given: LimitClock | undefined, computed: LimitClock | undefined): LimitClock | undefined {
  if (!given || !computed) return given ?? computed;
  return given.due <= computed.due ? given : computed;
}

/** Working days begun after the due instant: day 1 starts right after it, a day off begins none. 0 if not late. */
export function daysOver(clock: LimitClock, calendar: WorkCalendar, at: Instant): number {
  if (at <= clock.due) return 0;
  const legal = legalAxis(calendar, 'end_of_day');
  const days = (legal.at(at) - legal.at(clock.due)) / dayLength;
  return calendar.isWorkday(calendar.zone.dayOf(at)) ? Math.floor(days) + 1 : Math.max(1, Math.ceil(days));
}

/** The instant at which the `days`-th working day over begins. */
export function whenDaysOver(clock: LimitClock, calendar: WorkCalendar, days: number): Instant {
  const legal = legalAxis(calendar, 'end_of_day');
  const reached = legal.when(legal.at(clock.due) + (days - 1) * dayLength);
  const day = calendar.zone.dayOf(reached);
  return calendar.isWorkday(day) ? reached : calendar.zone.startOf(calendar.onOrAfter(day));
}
