import type { CaseEvent } from '#contract/caseEvent';
import { isBad } from './badRating.ts';
import type { CaseState, Correction, Rating, Round, StepRecord, Suspension, Whole } from './caseState.ts';
import {
  acceptanceOf,
  conclusionOf,
  correctionOf,
  decisionOf,
  deliveryOf,
  extensionOf,
  feeOf,
  issueOf,
  refusalOf,
  stampOf,
  stepOf,
  suspensionOf,
} from './stampedRecord.ts';

/**
 * Applies one event to the round of a case it belongs to; events come in order. Changes `state` and its round, which
 * must be the caller's own (ownCopy); what they hold is replaced, never changed.
 */
export function evolveCase(state: CaseState, event: CaseEvent): void {
  const { data } = event;
  const { round } = state;

  switch (event.type) {
    case 'case.submitted':
      round.submitted ??= stampOf(state, event);
      if (data.marks) state.marks = [...new Set([...state.marks, ...data.marks])].sort();
      if (data.parentCase !== undefined) state.parentCase ??= data.parentCase;
      if (data.applicantRef !== undefined) state.applicantRef ??= data.applicantRef;
      if (data.applicantIdValid !== undefined) state.applicantIdValid ??= data.applicantIdValid;
      return;
    case 'case.pre_reviewed':
      round.preReviewed ??= stampOf(state, event);
      return;
    case 'case.received':
      round.received ??= stampOf(state, event);
      return;
    case 'case.correction_requested':
      round.corrections = longer(
        round.corrections,
        correctionOf(stampOf(state, event), data.newFacts || undefined),
      );
      return;
    case 'case.correction_received':
      round.corrections = received(round.corrections, event);
      return;
    case 'case.not_accepted':
      if (!round.accepted) round.notAccepted ??= refusalOf(stampOf(state, event), data.reason);
      return;
    case 'case.accepted':
      round.accepted ??= acceptanceOf(stampOf(state, event), event);
      return;
    case 'case.step_started':
      round.steps = longer(round.steps, startedStep(state, event));
      return;
    case 'case.step_completed':
      round.steps = withCompleted(state, event);
      return;
    case 'case.suspended':
      round.suspensions = longer(round.suspensions, suspensionOf(stampOf(state, event), event));
      return;
    case 'case.resumed':
      round.suspensions = resumed(round.suspensions, event);
      return;
    case 'case.extended':
      round.extensions = longer(round.extensions, extensionOf(stampOf(state, event), event));
      return;
    case 'case.decided':
      round.decided ??= decisionOf(stampOf(state, event), data.outcome);
      return;
    case 'case.concluded':
      conclude(state, event);
      return;
    case 'case.certificate_issued':
      round.issued ??= issueOf(stampOf(state, event), event);
      return;
    case 'case.delivered':
      round.delivered ??= deliveryOf(stampOf(state, event), event);
      return;
    case 'case.rated':
      if (data.score !== undefined)
        state.ratings = longer(state.ratings, {
          at: event.occurredAt,
          score: data.score,
          isDefault: data.isDefault === true,
          eventId: event.eventId,
        });
      return;
    case 'case.reopened':
      if (round.concluded || round.notAccepted) reopen(state, event);
      return;
    case 'case.fee_charged':
      round.fees = longer(round.fees, feeOf(stampOf(state, event), event));
      return;
    case 'case.rating_called_back':
      state.ratings = answered(state.ratings, 'calledBackAt', event);
      return;
    case 'case.rating_rectified':
      state.ratings = answered(state.ratings, 'rectifiedAt', event);
      return;
    case 'case.complained':
    case 'case.amended':
    case 'case.voided_event':
  }
}

export function newRound(openedBy: string): Round {
  const round: Whole<Round> = {
    openedBy,
    submitted: undefined,
    preReviewed: undefined,
    received: undefined,
    corrections: [],
    notAccepted: undefined,
    accepted: undefined,
    steps: [],
    suspensions: [],
    extensions: [],
    decided: undefined,
    concluded: undefined,
    fees: [],
    issued: undefined,
    delivered: undefined,
  };
  return round;
}

/** The first conclusion stops the clocks for good; a later revocation or voiding changes the outcome only. */
function conclude(state: CaseState, event: CaseEvent): void {
  const { outcome = 'other', reason, region, department } = event.data;
  const { round } = state;
  if (round.concluded) {
    if (outcome === 'revoked' || outcome === 'voided')
      round.concluded = conclusionOf(round.concluded, outcome, round.concluded);
    return;
  }
  const { catalogueRevision } = event;
  round.concluded = conclusionOf(stampOf(state, event), outcome, { reason, catalogueRevision });
  if (outcome !== 'transferred') return;
  state.region = region ?? state.region;
  state.department = department ?? state.department;
}

function reopen(state: CaseState, event: CaseEvent): void {
  const at = stampOf(state, event);
  state.past = longer(state.past, state.round);
  state.round = newRound(event.eventId);
  state.round.submitted = at;
  state.round.received = at;
}

function startedStep(state: CaseState, event: CaseEvent): StepRecord {
  const record = stepOf(stampOf(state, event), event.data.step ?? '', event.data.dueAt);
  record.startedAt = event.occurredAt;
  return record;
}

/** Ends the last of these steps that was started; a step that never was is known by its end alone. */
function withCompleted(state: CaseState, event: CaseEvent): StepRecord[] {
  const { steps } = state.round;
  const { step = '', dueAt } = event.data;
  const at = stampOf(state, event);
  const started = steps.findLastIndex((s) => s.step === step && s.endedAt === undefined);
  const before = steps[started];
  const record = stepOf(before ?? at, step, dueAt ?? before?.dueAt);
  record.endedAt = at.at;
  if (!before) return longer(steps, record);
  record.startedAt = before.startedAt;
  record.handler = at.handler ?? before.handler;
  record.department = at.department ?? before.department;
  record.endedBy = at.eventId;
  return steps.with(started, record);
}

/** Material or resumption completes the last entry that is still open; one without such an entry says nothing. */
function received(corrections: Correction[], { occurredAt }: CaseEvent): Correction[] {
  const index = corrections.findLastIndex((it) => it.receivedAt === undefined);
  const it = corrections[index];
  return it ? corrections.with(index, { ...it, receivedAt: occurredAt }) : corrections;
}

function resumed(suspensions: Suspension[], { occurredAt }: CaseEvent): Suspension[] {
  const index = suspensions.findLastIndex((it) => it.resumedAt === undefined);
  const it = suspensions[index];
  return it ? suspensions.with(index, { ...it, resumedAt: occurredAt }) : suspensions;
}

/** What is done about a bad rating is done about the last one of which it was not told yet. */
function answered(
  ratings: readonly Rating[],
  done: 'calledBackAt' | 'rectifiedAt',
  { occurredAt }: CaseEvent,
): readonly Rating[] {
  const index = ratings.findLastIndex((rating) => isBad(rating) && rating[done] === undefined);
  const rating = ratings[index];
  return rating ? ratings.with(index, { ...rating, [done]: occurredAt }) : ratings;
}

/** Of exactly the length it needs: a literal with a spread keeps room for sixteen more. */
function longer<T>(list: readonly T[], one: T): T[] {
  return list.length === 0 ? [one] : list.concat([one]);
}
