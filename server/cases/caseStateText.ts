import type { Handler } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { CaseState, Round, Stamp } from '../domain/cases/caseState.ts';

// `cases.state` is written with every event, and what it weighs is most of what ingest costs. So a stamp is a list,
// [time since the case's first event, event id, source, delay of arrival, handler or 0, what else its kind carries],
// a round is a list of stamps and of lists of stamps, 0 for those that are missing, and empty lists are left out. That
// is less than half of the state's own JSON.

/** The stamps of a round, and what each may carry beside what all carry. Append only: places are what is stored. */
const singles = {
  submitted: ['department'],
  preReviewed: ['department'],
  received: ['department'],
  accepted: [
    'department',
    'catalogueRevision',
    'promisedDueAt',
    'statutoryDueAt',
    'promisedLimit',
    'statutoryLimit',
  ],
  decided: ['department', 'outcome'],
  concluded: ['department', 'catalogueRevision', 'outcome', 'reason'],
  issued: ['department', 'applicantNotifiedAt'],
  delivered: ['department'],
  notAccepted: ['department', 'reason'],
} satisfies Partial<Record<keyof Round, string[]>>;

const lists = {
  steps: ['department', 'step', 'startedAt', 'endedAt', 'endedBy', 'dueAt'],
  corrections: ['department', 'receivedAt', 'newFacts'],
  suspensions: [
    'department',
    'kind',
    'approvedDays',
    'approver',
    'approvedAt',
    'reason',
    'notice',
    'resumedAt',
  ],
  extensions: ['department', 'days', 'approver', 'approvedAt', 'reason'],
} satisfies Partial<Record<keyof Round, string[]>>;

/** Fails to compile when a round has a part that is stored nowhere. */
type Stored = 'openedBy' | keyof typeof singles | keyof typeof lists;
const nothingForgotten: [Exclude<keyof Round, Stored>] extends [never] ? true : never = true;

/** Everything of a state but its rounds, lists that are mostly empty last. */
const plain = [
  'caseId',
  'namespace',
  'sourceId',
  'region',
  'department',
  'item',
  'channel',
  'parentCase',
  'applicantRef',
  'applicantIdValid',
  'firstEventAt',
  'last',
  'seen',
  'corrected',
  'marks',
  'delayed',
  'conflicts',
  'amended',
  'ratings',
] as const satisfies (keyof CaseState)[];
const alsoNothing: [Exclude<keyof CaseState, (typeof plain)[number] | 'round' | 'past'>] extends [never]
  ? true
  : never = true;
const singleNames = Object.keys(singles) as (keyof typeof singles)[];
const listNames = nothingForgotten && alsoNothing && (Object.keys(lists) as (keyof typeof lists)[]);

const openings = plain.map((name) => [name, `"${name}":`] as const);

/** A case's state as `cases.state` holds it: one line of JSON. Written by hand: objects in between cost more. */
export function caseStateText(state: CaseState): string {
  const base = state.firstEventAt;
  let text = '{';
  for (const [name, opening] of openings) {
    const value = state[name];
    if (value === undefined || (typeof value === 'object' && value !== null && value.length === 0)) continue;
    text += `${opening}${valueText(value)},`;
  }
  if (state.past.length > 0)
    text += `"past":[${state.past.map((round) => roundText(round, base)).join(',')}],`;
  return `${text}"round":${roundText(state.round, base)}}`;
}

function roundText(round: Round, base: Instant): string {
  let text = `[${valueText(round.openedBy)}`;
  let zeros = '';
  for (const name of singleNames) {
    const stamp = round[name];
    if (stamp === undefined) {
      zeros += ',0';
      continue;
    }
    text += `${zeros},${stampText(stamp, singles[name], base)}`;
    zeros = '';
  }
  for (const name of listNames) {
    const stamps: Stamp[] = round[name];
    if (stamps.length === 0) {
      zeros += ',0';
      continue;
    }
    text += `${zeros},[`;
    for (let i = 0; i < stamps.length; i += 1) {
      const stamp = stamps[i];
      if (stamp) text += `${i === 0 ? '' : ','}${stampText(stamp, lists[name], base)}`;
    }
    text += ']';
    zeros = '';
  }
  return `${text}]`;
}

function stampText(stamp: Stamp, more: readonly string[], base: Instant): string {
  const { at, eventId, sourceId, arrivedAt, handler } = stamp;
  const delay = arrivedAt === null ? 'null' : arrivedAt - at;
  let text = `[${at - base},${valueText(eventId)},${sourceId},${delay},${handlerText(handler)}`;
  const fields = stamp as unknown as Record<string, unknown>;
  let nulls = '';
  for (const name of more) {
    const value = fields[name];
    if (value === undefined) nulls += ',null';
    else {
      text += `${nulls},${valueText(value)}`;
      nulls = '';
    }
  }
  return `${text}]`;
}

function handlerText(handler: Handler | undefined): string {
  if (!handler) return '0';
  return handler.kind === 'unknown' && handler.name === undefined
    ? valueText(handler.code)
    : JSON.stringify(handler);
}

// eslint-disable-next-line no-control-regex
const needsNoEscape = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

function valueText(value: unknown): string {
  if (typeof value === 'string' && needsNoEscape.test(value)) return `"${value}"`;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

type Written = Omit<Partial<CaseState>, 'round' | 'past'> & {
  firstEventAt: Instant;
  round?: unknown[];
  past?: unknown[][];
};

/** The state that `caseStateText` wrote, parsed from JSON. */
export function readCaseState(written: unknown): CaseState {
  const given = written as Written;
  const base = given.firstEventAt;
  return {
    ...(given as unknown as CaseState),
    marks: given.marks ?? [],
    // a damaged row must be readable: a rebuild compares and replaces it
    round: readRound(given.round ?? [], base),
    past: (given.past ?? []).map((round) => readRound(round, base)),
    delayed: given.delayed ?? [],
    conflicts: given.conflicts ?? [],
    amended: given.amended ?? [],
    ratings: given.ratings ?? [],
  };
}

function readRound(written: unknown[], base: Instant): Round {
  const round: Record<string, unknown> = { openedBy: written[0] };
  let place = 1;
  for (const name of singleNames) {
    const stamp = written[place];
    if (Array.isArray(stamp)) round[name] = readStamp(stamp, singles[name], base);
    place += 1;
  }
  for (const name of listNames) {
    const stamps = written[place];
    round[name] = Array.isArray(stamps)
      ? stamps.map((stamp: unknown[]) => readStamp(stamp, lists[name], base))
      : [];
    place += 1;
  }
  return round as unknown as Round;
}

function readStamp(written: unknown[], more: readonly string[], base: Instant): Stamp {
  const [since, eventId, sourceId, delay, handler] = written as [
    number,
    string,
    number,
    number | null,
    unknown,
  ];
  const at = base + since;
  const stamp: Stamp = { at, eventId, sourceId, arrivedAt: delay === null ? null : at + delay };
  if (handler !== 0)
    stamp.handler = typeof handler === 'string' ? { code: handler, kind: 'unknown' } : (handler as Handler);
  const fields = stamp as unknown as Record<string, unknown>;
  for (let i = 5; i < written.length; i += 1) {
    const name = more[i - 5];
    if (name !== undefined && written[i] !== null) fields[name] = written[i];
  }
  return stamp;
}
