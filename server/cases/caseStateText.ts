import type { Handler } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { CaseState, Round, Stamp } from '../domain/cases/caseState.ts';

// `cases.state` is written with every event, and what it weighs is most of what ingest costs: a stamp is a list,
// [time since the case's first event, event id, source, delay of arrival, handler or 0, other fields], and empty lists
// are left out. That is a third of the state's own JSON.

/** A case's state as `cases.state` holds it: one line of JSON, a third as long as the state's own. */
export function caseStateText(state: CaseState): string {
  const base = state.firstEventAt;
  let text = '{';
  let name: keyof CaseState;
  for (name in state) {
    const value = state[name];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    if (text.length > 1) text += ',';
    if (name === 'round') text += `"round":${roundText(state.round, base)}`;
    else if (name === 'past')
      text += `"past":[${state.past.map((round) => roundText(round, base)).join(',')}]`;
    else text += `"${name}":${valueText(value)}`;
  }
  return text + '}';
}

function roundText(round: Round, base: Instant): string {
  let text = `{"openedBy":${valueText(round.openedBy)}`;
  let name: keyof Round;
  for (name in round) {
    const value = round[name];
    if (value === undefined || typeof value === 'string' || (Array.isArray(value) && value.length === 0))
      continue;
    text += `,"${name}":`;
    if (!Array.isArray(value)) text += stampText(value, base);
    else text += `[${value.map((stamp) => stampText(stamp, base)).join(',')}]`;
  }
  return text + '}';
}

function stampText(stamp: Stamp, base: Instant): string {
  const { at, eventId, sourceId, arrivedAt, handler } = stamp;
  const delay = arrivedAt === null ? 'null' : arrivedAt - at;
  const list = `[${at - base},${valueText(eventId)},${sourceId},${delay},${handlerText(handler)}`;
  let rest = '';
  let name: keyof Stamp;
  for (name in stamp) {
    if (
      name === 'at' ||
      name === 'eventId' ||
      name === 'sourceId' ||
      name === 'arrivedAt' ||
      name === 'handler'
    )
      continue;
    const value = stamp[name];
    if (value !== undefined) rest += `${rest === '' ? '' : ','}"${name}":${valueText(value)}`;
  }
  return rest === '' ? `${list}]` : `${list},{${rest}}]`;
}

function handlerText(handler: Handler | undefined): string {
  if (!handler) return '0';
  return handler.kind === 'unknown' && handler.name === undefined
    ? valueText(handler.code)
    : JSON.stringify(handler);
}

// eslint-disable-next-line no-control-regex
const plain = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

function valueText(value: unknown): string {
  if (typeof value === 'string' && plain.test(value)) return `"${value}"`;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

type StampList = [
  at: number,
  eventId: string,
  sourceId: number,
  delay: number | null,
  handler: 0 | string | Handler,
  rest?: object,
];
type Written = Omit<CaseState, 'round' | 'past'> & { round: object; past?: object[] };

/** The state that `caseStateText` wrote, parsed from JSON. */
export function readCaseState(written: unknown): CaseState {
  const given = written as Written;
  const base = given.firstEventAt;
  return {
    ...given,
    marks: given.marks ?? [],
    // a damaged row must be readable: a rebuild compares and replaces it
    round: readRound(given.round ?? {}, base),
    past: (given.past ?? []).map((round) => readRound(round, base)),
    delayed: given.delayed ?? [],
    conflicts: given.conflicts ?? [],
    amended: given.amended ?? [],
    ratings: given.ratings ?? [],
  };
}

const lists = new Set(['corrections', 'steps', 'suspensions', 'extensions']);

function readRound(written: object, base: Instant): Round {
  const round: Record<string, unknown> = { corrections: [], steps: [], suspensions: [], extensions: [] };
  for (const [name, value] of Object.entries(written)) {
    if (lists.has(name) && Array.isArray(value)) round[name] = value.map((stamp) => readStamp(stamp, base));
    else round[name] = Array.isArray(value) ? readStamp(value, base) : value;
  }
  return round as unknown as Round;
}

function readStamp(written: unknown, base: Instant): Stamp {
  if (!Array.isArray(written)) return written as unknown as Stamp;
  const [since, eventId, sourceId, delay, handler, rest] = written as StampList;
  const at = base + since;
  const stamp: Stamp = { at, eventId, sourceId, arrivedAt: delay === null ? null : at + delay };
  if (handler !== 0)
    stamp.handler = typeof handler === 'string' ? { code: handler, kind: 'unknown' } : handler;
  return rest ? Object.assign(stamp, rest) : stamp;
}
