import type { CaseEvent, Outcome } from '#contract/caseEvent';
import type {
  Acceptance,
  CaseState,
  Conclusion,
  Correction,
  Extension,
  Fee,
  Round,
  Stamp,
  StepRecord,
  Suspension,
  Whole,
} from './caseState.ts';

// Records of a round, each kind of one shape: written out, because a spread costs a hundred times as much.

type Refusal = NonNullable<Round['notAccepted']>;
type Decision = NonNullable<Round['decided']>;
type Issue = NonNullable<Round['issued']>;
type Delivery = NonNullable<Round['delivered']>;

export function stampOf(state: CaseState, event: CaseEvent): Whole<Stamp> {
  const { handler, department } = event.data;
  return {
    at: event.occurredAt,
    eventId: event.eventId,
    sourceId: event.sourceId,
    arrivedAt: event.receivedAt,
    handler,
    department: department === state.department ? undefined : department,
  };
}

export function correctionOf(stamp: Stamp, newFacts: true | undefined): Whole<Correction> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return { at, eventId, sourceId, arrivedAt, handler, department, receivedAt: undefined, newFacts };
}

export function refusalOf(stamp: Stamp, reason: string | undefined): Whole<Refusal> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return { at, eventId, sourceId, arrivedAt, handler, department, reason };
}

export function acceptanceOf(stamp: Stamp, { data, catalogueRevision }: CaseEvent): Whole<Acceptance> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return {
    at,
    eventId,
    sourceId,
    arrivedAt,
    handler,
    department,
    catalogueRevision,
    promisedDueAt: data.promisedDueAt,
    statutoryDueAt: data.statutoryDueAt,
    promisedLimit: data.promisedLimit,
    statutoryLimit: data.statutoryLimit,
    byChild: undefined,
  };
}

/** Neither begun nor ended yet. */
export function stepOf(stamp: Stamp, step: string, dueAt: number | undefined): Whole<StepRecord> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return {
    at,
    eventId,
    sourceId,
    arrivedAt,
    handler,
    department,
    dueAt,
    step,
    startedAt: undefined,
    endedAt: undefined,
    endedBy: undefined,
  };
}

export function suspensionOf(stamp: Stamp, { data }: CaseEvent): Whole<Suspension> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return {
    at,
    eventId,
    sourceId,
    arrivedAt,
    handler,
    department,
    kind: data.kind,
    approvedDays: data.approvedDays,
    approver: data.approver,
    approvedAt: data.approvedAt,
    reason: data.reason,
    notice: data.notice,
    resumedAt: undefined,
  };
}

export function extensionOf(stamp: Stamp, { data }: CaseEvent): Whole<Extension> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  const { days = 0, approver, approvedAt, reason } = data;
  return { at, eventId, sourceId, arrivedAt, handler, department, days, approver, approvedAt, reason };
}

export function decisionOf(stamp: Stamp, outcome: Outcome | undefined): Whole<Decision> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return { at, eventId, sourceId, arrivedAt, handler, department, outcome };
}

export function conclusionOf(
  stamp: Stamp,
  outcome: Outcome,
  { reason, catalogueRevision }: Pick<Conclusion, 'reason' | 'catalogueRevision'>,
): Whole<Conclusion> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return {
    at,
    eventId,
    sourceId,
    arrivedAt,
    handler,
    department,
    outcome,
    reason,
    catalogueRevision,
    byChild: undefined,
  };
}

export function issueOf(stamp: Stamp, event: CaseEvent): Whole<Issue> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  const applicantNotifiedAt = notifiedAt(event);
  const electronic = event.data.method === 'electronic' || undefined;
  return { at, eventId, sourceId, arrivedAt, handler, department, applicantNotifiedAt, electronic };
}

export function deliveryOf(stamp: Stamp, event: CaseEvent): Whole<Delivery> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  return { at, eventId, sourceId, arrivedAt, handler, department, applicantNotifiedAt: notifiedAt(event) };
}

/** When the applicant was told to collect: with the event unless it says when. */
function notifiedAt({ occurredAt, data }: CaseEvent): number | undefined {
  return data.applicantNotifiedAt ?? (data.applicantNotified ? occurredAt : undefined);
}

export function feeOf(stamp: Stamp, { data }: CaseEvent): Whole<Fee> {
  const { at, eventId, sourceId, arrivedAt, handler, department } = stamp;
  const { amount = 0, currency } = data;
  return { at, eventId, sourceId, arrivedAt, handler, department, amount, currency };
}
