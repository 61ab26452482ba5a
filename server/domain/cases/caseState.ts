import type { CaseMark, Handler, Outcome, SuspensionKind } from '#contract/caseEvent';
import type { Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import type { Kinship } from './kinship.ts';

/** Where a case stands. `unopened`: item or department not yet named; counted apart and not judged. */
export type Stage =
  | 'unopened'
  | 'submitted'
  | 'received'
  | 'correcting'
  | 'accepted'
  | 'suspended'
  | 'concluded'
  | 'not_accepted';

/** A value with every member named, if only as undefined: objects of one shape are read and copied many times faster. */
export type Whole<T> = { [K in keyof Required<T>]: T[K] };

/** An event as a verdict cites it. `arrivedAt` is null for history without arrivals. */
export interface Stamp {
  at: Instant;
  eventId: string;
  sourceId: number;
  arrivedAt: Instant | null;
  handler?: Handler;
  /** Set when it differs from the case's own. */
  department?: string;
}

export interface Acceptance extends Stamp {
  catalogueRevision: number;
  promisedDueAt?: Instant;
  statutoryDueAt?: Instant;
  promisedLimit?: Limit;
  statutoryLimit?: Limit;
  /** Its first child's: a joint case that tells none of its own. */
  byChild?: true;
}

export interface Correction extends Stamp {
  receivedAt?: Instant;
  newFacts?: boolean;
}

export interface StepRecord extends Stamp {
  step: string;
  startedAt?: Instant;
  endedAt?: Instant;
  /** The event that ended a step which another had started. */
  endedBy?: string;
  dueAt?: Instant;
}

export interface Suspension extends Stamp {
  kind?: SuspensionKind;
  approvedDays?: number;
  approver?: string;
  approvedAt?: Instant;
  reason?: string;
  notice?: string;
  resumedAt?: Instant;
}

export interface Extension extends Stamp {
  days: number;
  approver?: string;
  approvedAt?: Instant;
  reason?: string;
}

export interface Conclusion extends Stamp {
  outcome: Outcome;
  reason?: string;
  catalogueRevision: number;
  /** Its last child's: a joint case that tells none of its own. */
  byChild?: true;
}

export interface Fee extends Stamp {
  /** A refund is negative. */
  amount: number;
  /** ISO 4217; absent: the local one. */
  currency?: string;
}

/** 好差评, with what was done about it. */
export interface Rating {
  at: Instant;
  /** 5 very satisfied … 1 very dissatisfied. */
  score: number;
  /** A system filled it in; nobody said it. */
  isDefault: boolean;
  eventId: string;
  calledBackAt?: Instant;
  rectifiedAt?: Instant;
}

/** One run of a case from submission to its end; `case.reopened` starts another. */
export interface Round {
  /** The event that opened the round: part of the occurrence of its flags. */
  openedBy: string;
  submitted?: Stamp;
  preReviewed?: Stamp;
  received?: Stamp;
  corrections: Correction[];
  notAccepted?: Stamp & { reason?: string };
  accepted?: Acceptance;
  steps: StepRecord[];
  suspensions: Suspension[];
  extensions: Extension[];
  decided?: Stamp & { outcome?: Outcome };
  concluded?: Conclusion;
  fees: Fee[];
  /** `electronic`: it lies in the applicant's account from then on. */
  issued?: Stamp & { applicantNotifiedAt?: Instant; electronic?: true };
  delivered?: Stamp & { applicantNotifiedAt?: Instant };
}

/** The position of an event in a case's history: time, lifecycle order, source, id. */
export type EventKey = [at: Instant, order: number, sourceId: number, eventId: string];

/** The fold of a case's events: JSON, a function of events and recorded catalogue, never of the present time. */
export interface CaseState {
  caseId: string;
  namespace: string;
  /** The source of its first event. */
  sourceId: number;
  region?: string;
  department?: string;
  item?: string;
  channel?: string;
  parentCase?: string;
  /** No fold of its own events, but of its relatives'. */
  kin?: Kinship;
  marks: CaseMark[];
  applicantRef?: string;
  applicantIdValid?: boolean | null;
  firstEventAt: Instant;
  /** Last by position; an event after it may be applied without folding again. */
  last: EventKey;
  /** A fingerprint of every event id seen (see eventFingerprint), so that an append needs no look-up. */
  seen: readonly number[];
  round: Round;
  past: readonly Round[];
  /** Events that arrived more than an hour after they happened, the longest delays first, at most 20. */
  delayed: { eventId: string; type: string; at: Instant; arrivedAt: Instant; sourceId: number }[];
  /** Values that disagree with the case's own: DAT-01. */
  conflicts: { field: 'item' | 'region'; value: string; eventId: string; at: Instant }[];
  /**
   * An amendment or a voiding has arrived, applied or not: from then on the case is folded from all its events.
   * `wholly`: nothing that was told of it holds.
   */
  corrected?: true | 'wholly';
  /** Amendments and voidings applied, for AMD-01 and the rules that must not clear by them. */
  amended: { eventId: string; by: string; at: Instant; arrivedAt: Instant | null }[];
  ratings: readonly Rating[];
}
