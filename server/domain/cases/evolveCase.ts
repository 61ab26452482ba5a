import type { CaseEvent } from '#contract/caseEvent';
import type { Acceptance, CaseState, Extension, Round, Stamp, StepRecord, Suspension } from './caseState.ts';

/** Applies one event to the round of a case it belongs to; events come in order. Returns new values, changes none. */
export function evolveCase(state: CaseState, event: CaseEvent): CaseState {
  const { data } = event;
  const at = stampOf(state, event);
  const round = state.round;
  const inRound = (change: Partial<Round>): CaseState => ({ ...state, round: { ...round, ...change } });

  switch (event.type) {
    case 'case.submitted': {
      const next = inRound(round.submitted ? {} : { submitted: at });
      if (data.marks) next.marks = [...new Set([...state.marks, ...data.marks])].sort();
      if (data.parentCase !== undefined) next.parentCase ??= data.parentCase;
      if (data.applicantRef !== undefined) next.applicantRef ??= data.applicantRef;
      if (data.applicantIdValid !== undefined) next.applicantIdValid ??= data.applicantIdValid;
      return next;
    }
    case 'case.pre_reviewed':
      return round.preReviewed ? state : inRound({ preReviewed: at });
    case 'case.received':
      return round.received ? state : inRound({ received: at });
    case 'case.correction_requested':
      return inRound({
        corrections: [...round.corrections, { ...at, ...(data.newFacts ? { newFacts: true } : {}) }],
      });
    case 'case.correction_received':
      return inRound({ corrections: withLast(round.corrections, open, { receivedAt: at.at }) });
    case 'case.not_accepted':
      return round.notAccepted || round.accepted
        ? state
        : inRound({ notAccepted: { ...at, ...present({ reason: data.reason }) } });
    case 'case.accepted':
      return round.accepted ? state : inRound({ accepted: acceptanceOf(at, event) });
    case 'case.step_started':
    case 'case.step_completed':
      return inRound({ steps: withStep(round.steps, at, event) });
    case 'case.suspended':
      return inRound({ suspensions: [...round.suspensions, suspensionOf(at, event)] });
    case 'case.resumed':
      return inRound({ suspensions: withLast(round.suspensions, running, { resumedAt: at.at }) });
    case 'case.extended':
      return inRound({ extensions: [...round.extensions, extensionOf(at, event)] });
    case 'case.decided':
      return round.decided ? state : inRound({ decided: { ...at, ...present({ outcome: data.outcome }) } });
    case 'case.concluded':
      return concluded(state, at, event);
    case 'case.certificate_issued':
      return round.issued
        ? state
        : inRound({ issued: { ...at, ...present({ applicantNotifiedAt: data.applicantNotifiedAt }) } });
    case 'case.delivered':
      return round.delivered ? state : inRound({ delivered: at });
    case 'case.rated':
      return data.score === undefined ? state : withRating(state, at, data.score, data.isDefault === true);
    case 'case.reopened':
      return round.concluded || round.notAccepted
        ? {
            ...state,
            past: [...state.past, round],
            round: { ...newRound(event.eventId), submitted: at, received: at },
          }
        : state;
    case 'case.fee_charged':
    case 'case.rating_called_back':
    case 'case.rating_rectified':
    case 'case.complained':
    case 'case.amended':
    case 'case.voided_event':
      return state;
  }
}

export function newRound(openedBy: string): Round {
  return { openedBy, corrections: [], steps: [], suspensions: [], extensions: [] };
}

/** The first conclusion stops the clocks for good; a later revocation or voiding changes the outcome only. */
function concluded(state: CaseState, at: Stamp, event: CaseEvent): CaseState {
  const outcome = event.data.outcome ?? 'other';
  const { round } = state;
  if (!round.concluded) {
    const conclusion = {
      ...at,
      outcome,
      ...present({ reason: event.data.reason }),
      catalogueRevision: event.catalogueRevision,
    };
    const next = { ...state, round: { ...round, concluded: conclusion } };
    if (outcome !== 'transferred') return next;
    const { region, department } = event.data;
    return { ...next, ...present({ region, department }) };
  }
  if (outcome !== 'revoked' && outcome !== 'voided') return state;
  return { ...state, round: { ...round, concluded: { ...round.concluded, outcome } } };
}

function stampOf(state: CaseState, event: CaseEvent): Stamp {
  const { handler, department } = event.data;
  const acting = department !== undefined && department !== state.department ? department : undefined;
  return {
    at: event.occurredAt,
    eventId: event.eventId,
    sourceId: event.sourceId,
    arrivedAt: event.receivedAt,
    ...present({ handler, department: acting }),
  };
}

function acceptanceOf(at: Stamp, { data, catalogueRevision }: CaseEvent): Acceptance {
  const { promisedDueAt, statutoryDueAt, promisedLimit, statutoryLimit } = data;
  return {
    ...at,
    catalogueRevision,
    ...present({ promisedDueAt, statutoryDueAt, promisedLimit, statutoryLimit }),
  };
}

function suspensionOf(at: Stamp, { data }: CaseEvent): Suspension {
  const { kind, approvedDays, approver, approvedAt, reason, notice } = data;
  return { ...at, ...present({ kind, approvedDays, approver, approvedAt, reason, notice }) };
}

function extensionOf(at: Stamp, { data }: CaseEvent): Extension {
  const { approver, approvedAt, reason } = data;
  return { ...at, days: data.days ?? 0, ...present({ approver, approvedAt, reason }) };
}

function withStep(steps: StepRecord[], at: Stamp, event: CaseEvent): StepRecord[] {
  const step = event.data.step ?? '';
  const due = present({ dueAt: event.data.dueAt });
  if (event.type === 'case.step_started') return [...steps, { ...at, ...due, step, startedAt: at.at }];
  const started = steps.findLastIndex((s) => s.step === step && s.endedAt === undefined);
  const before = steps[started];
  if (!before) return [...steps, { ...at, ...due, step, endedAt: at.at }];
  return steps.with(started, {
    ...before,
    ...due,
    ...present({ handler: at.handler, department: at.department }),
    endedAt: at.at,
    endedBy: at.eventId,
  });
}

function withRating(state: CaseState, at: Stamp, score: number, isDefault: boolean): CaseState {
  return { ...state, ratings: [...state.ratings, { at: at.at, score, isDefault, eventId: at.eventId }] };
}

const open = (it: { receivedAt?: number }) => it.receivedAt === undefined;
const running = (it: Suspension) => it.resumedAt === undefined;

/** Completes the last entry that is still open; a completion without one says nothing. */
function withLast<T>(list: T[], isOpen: (it: T) => boolean, change: Partial<T>): T[] {
  const index = list.findLastIndex(isOpen);
  const it = list[index];
  return it === undefined ? list : list.with(index, { ...it, ...change });
}

/** The fields that have a value: states are stored as JSON and compared, so absent and undefined are one. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined && value !== null) kept[key] = value;
  }
  return kept;
}
