import type { Outcome } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { caseClock } from '../clock/caseClock.ts';
import { usedAt, type LimitClock } from '../clock/limitClock.ts';
import type { Knowledge } from '../knowledge.ts';
import type { CaseState, Round, Stage } from './caseState.ts';
import { ownCopy } from './ownCopy.ts';
import { badRatingsOf } from './badRating.ts';

/** The columns of `cases` that are functions of its state: what lists, roll-ups and jobs look at. */
export interface CaseFacts {
  caseId: string;
  namespace: string;
  sourceId: number;
  region: string | null;
  department: string | null;
  item: string | null;
  channel: string | null;
  parentCase: string | null;
  stage: Stage;
  outcome: Outcome | null;
  round: number;
  historical: boolean;
  submittedAt: Instant | null;
  receivedAt: Instant | null;
  /** As the law sees it: deemed acceptance included, assuming that nothing more happens. */
  acceptedAt: Instant | null;
  concludedAt: Instant | null;
  promisedDueAt: Instant | null;
  statutoryDueAt: Instant | null;
  provisionalDue: boolean;
  itemRevision: number | null;
  calendar: string | null;
  calendarRevision: number | null;
  firstEventAt: Instant;
  lastEventAt: Instant;
  /**
   * Legal milliseconds from acceptance to conclusion, less suspensions, on the clock of a promise in working days, each of
   * 24 h; null for any other case.
   */
  handlingMs: number | null;
  /** Its marks in their order, joined by commas; null without any. */
  marks: string | null;
  /** `BadRating`s in their order as JSON; null without any. */
  badRatings: string | null;
}

export function caseFacts(told: CaseState, knowledge: Knowledge): CaseFacts {
  const state = knowledge.source(told.sourceId).lenient ? classified(told) : told;
  const { round, department } = state;
  const clock = caseClock(state, round, knowledge, Infinity);
  return factsOf(state, knowledge, {
    region: state.region ?? (department === undefined ? null : (knowledge.regionOf(department) ?? null)),
    department: department ?? null,
    item: state.item ?? null,
    acceptedAt: clock.start?.at ?? null,
    promisedDueAt: clock.promised?.due ?? null,
    statutoryDueAt: clock.statutory?.due ?? null,
    provisionalDue: clock.promised?.provisional === true || clock.statutory?.provisional === true,
    itemRevision: clock.item?.revision ?? null,
    calendar: clock.calendar.version.code,
    calendarRevision: clock.calendar.version.revision,
    handlingMs: handlingOf(clock.promised, round),
  });
}

function handlingOf(promised: LimitClock | undefined, { concluded }: Round): number | null {
  if (!promised || !concluded || (promised.limit && promised.limit.unit !== 'workday')) return null;
  return Math.round(usedAt(promised, concluded.at));
}

/** The facts by which a case is counted, without its clocks, which are dear: of these it has none. */
export function countedFacts(told: CaseState, knowledge: Knowledge): CaseFacts {
  const state = knowledge.source(told.sourceId).lenient ? classified(told) : told;
  const { department } = state;
  return factsOf(state, knowledge, {
    region: state.region ?? (department === undefined ? null : (knowledge.regionOf(department) ?? null)),
    department: department ?? null,
    item: state.item ?? null,
    acceptedAt: null,
    promisedDueAt: null,
    statutoryDueAt: null,
    provisionalDue: false,
    itemRevision: null,
    calendar: null,
    calendarRevision: null,
    handlingMs: null,
  });
}

/** What names and clocks say: dear to find, and moved by few events. */
type Settled = Pick<
  CaseFacts,
  | 'region'
  | 'department'
  | 'item'
  | 'acceptedAt'
  | 'promisedDueAt'
  | 'statutoryDueAt'
  | 'provisionalDue'
  | 'itemRevision'
  | 'calendar'
  | 'calendarRevision'
  | 'handlingMs'
>;

/** The facts of a state with names and clocks as they are settled already: `caseFacts`, if no event moved them. */
export function factsOf(state: CaseState, knowledge: Knowledge, settled: Settled): CaseFacts {
  const { round } = state;
  return {
    caseId: state.caseId,
    namespace: state.namespace,
    sourceId: state.sourceId,
    region: settled.region,
    department: settled.department,
    item: settled.item,
    channel: state.channel ?? null,
    parentCase: state.parentCase ?? null,
    stage: stageOf(settled, round),
    outcome: round.concluded?.outcome ?? null,
    round: state.past.length + 1,
    historical: knowledge.source(state.sourceId).historical,
    submittedAt: (state.past[0] ?? round).submitted?.at ?? null,
    receivedAt: round.received?.at ?? null,
    acceptedAt: settled.acceptedAt,
    concludedAt: endOf(round),
    promisedDueAt: settled.promisedDueAt,
    statutoryDueAt: settled.statutoryDueAt,
    provisionalDue: settled.provisionalDue,
    itemRevision: settled.itemRevision,
    calendar: settled.calendar,
    calendarRevision: settled.calendarRevision,
    handlingMs: settled.handlingMs,
    firstEventAt: state.firstEventAt,
    lastEventAt: state.last[0],
    marks: state.marks.length === 0 ? null : state.marks.join(','),
    badRatings: badRatingsOf(state.ratings),
  };
}

/**
 * What a lenient source never names of a case; it is decided here and not at the edge, where later events are unknown. Of
 * a case that it took back there is nothing to name.
 */
const unclassified = 'unclassified';

function classified(state: CaseState): CaseState {
  if (state.corrected === 'wholly') return state;
  if (state.item !== undefined && state.department !== undefined) return state;
  const named = ownCopy(state);
  named.item ??= unclassified;
  named.department ??= unclassified;
  return named;
}

/** Where a case stands, by what has happened; never by what time it is. */
function stageOf({ item, department }: Settled, round: Round): Stage {
  if (item === null || department === null) return 'unopened';
  if (round.concluded) return 'concluded';
  if (round.notAccepted) return 'not_accepted';
  if (round.accepted)
    return round.suspensions.at(-1)?.resumedAt === undefined && round.suspensions.length > 0
      ? 'suspended'
      : 'accepted';
  const correction = round.corrections.at(-1);
  if (correction && correction.receivedAt === undefined) return 'correcting';
  return round.received ? 'received' : 'submitted';
}

/** The end of a round: its conclusion, or the refusal to accept. */
export function endOf(round: Round): Instant | null {
  return round.concluded?.at ?? round.notAccepted?.at ?? null;
}
