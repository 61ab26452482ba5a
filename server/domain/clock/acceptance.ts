import type { ItemVersion } from '#contract/item';
import type { Instant } from '#contract/time';
import { addWorkdays, type WorkCalendar } from '../calendar/workCalendar.ts';
import type { Round, Stamp } from '../cases/caseState.ts';

/** Working days in which the authority must accept, refuse or tell what is missing (Art. 32). */
const answerDays = 5;

/** When the legal clock began, and on what ground. */
export interface StartOfClock {
  at: Instant;
  ground: 'accepted' | 'deemed' | 'concluded_without_acceptance';
  /** The event it rests on. */
  by: Stamp;
  /** End of the working day on which silence became acceptance. */
  deemedAt?: Instant;
}

/** The wait for an answer that began at `from` (receipt, submission or last material) and how it ended. */
export interface AnswerWait {
  from: Stamp;
  fromAt: Instant;
  /** 24:00 of the fifth working day. */
  deadline: Instant;
  answeredAt: Instant | null;
  /** A correction notice in time suspended the duty to answer. */
  corrected: boolean;
}

/**
 * The waits of a round in order: a timely correction notice ends one, the last material received begins the next.
 * The last one tells whether the authority was silent.
 */
export function answerWaits(round: Round, calendar: WorkCalendar): AnswerWait[] {
  const first = round.received ?? round.submitted;
  if (!first) return [];
  const waits: AnswerWait[] = [];
  let wait = waitFrom(first, first.at, calendar, false);
  for (const correction of round.corrections) {
    if (correction.at > wait.deadline) break;
    waits.push({ ...wait, answeredAt: correction.at });
    if (correction.receivedAt === undefined) return waits;
    wait = waitFrom(correction, correction.receivedAt, calendar, true);
  }
  const answeredAt = Math.min(
    round.accepted?.at ?? Infinity,
    round.notAccepted?.at ?? Infinity,
    round.concluded?.at ?? Infinity,
  );
  if (answeredAt < Infinity) wait.answeredAt = answeredAt;
  waits.push(wait);
  return waits;
}

/**
 * Art. 32: an acceptance in time counts at its own instant; silence to the end of the fifth working day, or a later
 * answer, makes the case accepted as of the receipt it waited from. Computed, never stored.
 * @returns undefined while no clock runs at `asOf`.
 */
export function startOfClock(
  round: Round,
  item: ItemVersion | undefined,
  calendar: WorkCalendar,
  asOf: Instant,
): StartOfClock | undefined {
  const wait = silenceCounts(item) ? answerWaits(round, calendar).at(-1) : undefined;
  if (wait && asOf > wait.deadline && (wait.answeredAt ?? Infinity) > wait.deadline) {
    return { at: wait.fromAt, ground: 'deemed', by: wait.from, deemedAt: wait.deadline };
  }
  if (round.accepted) return { at: round.accepted.at, ground: 'accepted', by: round.accepted };
  if (!round.concluded) return undefined;
  const by = round.received ?? round.submitted;
  return by && { at: by.at, ground: 'concluded_without_acceptance', by };
}

/** Deemed acceptance holds for licences (type 01), for others where the item says so. */
function silenceCounts(item: ItemVersion | undefined): boolean {
  if (!item || item.provisional) return false;
  return item.deemedAcceptance ?? item.type === '01';
}

/** When silence will count as acceptance if it lasts; null where it cannot. */
export function deemingAt(
  round: Round,
  item: ItemVersion | undefined,
  calendar: WorkCalendar,
): Instant | null {
  const wait = silenceCounts(item) ? answerWaits(round, calendar).at(-1) : undefined;
  return wait?.answeredAt === null ? wait.deadline : null;
}

function waitFrom(from: Stamp, fromAt: Instant, calendar: WorkCalendar, corrected: boolean): AnswerWait {
  const last = addWorkdays(calendar, calendar.zone.dayOf(fromAt), answerDays);
  return { from, fromAt, deadline: calendar.zone.startOf(last + 1), answeredAt: null, corrected };
}
