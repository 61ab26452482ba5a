import type { Limit } from './limit.ts';
import type { Instant } from './time.ts';

/** Every event a case can have, in lifecycle order: the order that breaks ties of equal time. */
export const caseEventTypes = [
  'case.submitted',
  'case.pre_reviewed',
  'case.received',
  'case.correction_requested',
  'case.correction_received',
  'case.not_accepted',
  'case.accepted',
  'case.step_started',
  'case.suspended',
  'case.resumed',
  'case.extended',
  'case.step_completed',
  'case.fee_charged',
  'case.decided',
  'case.concluded',
  'case.certificate_issued',
  'case.delivered',
  'case.rated',
  'case.rating_called_back',
  'case.rating_rectified',
  'case.complained',
  'case.reopened',
  'case.amended',
  'case.voided_event',
] as const;
export type CaseEventType = (typeof caseEventTypes)[number];

/** Events about the catalogue or a source rather than about one case. */
export const otherEventTypes = ['item.updated', 'source.outage_declared'] as const;
export type OtherEventType = (typeof otherEventTypes)[number];

export const outcomes = [
  'granted',
  'granted_with_deficiency',
  'refused',
  'returned',
  'voided',
  'withdrawn',
  'revoked',
  'correction_timeout',
  'transferred',
  'other',
] as const;
export type Outcome = (typeof outcomes)[number];

export const suspensionKinds = [
  'hearing',
  'tender',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'appraisal',
  'expert_review',
  'publicity',
  'other',
] as const;
export type SuspensionKind = (typeof suspensionKinds)[number];

export const caseMarks = [
  'promise_based',
  'deferred_materials',
  'pre_service',
  'assisted',
  'bulk',
  'query',
  'booking',
  'payment',
] as const;
export type CaseMark = (typeof caseMarks)[number];

export interface Handler {
  code: string;
  name?: string;
  /** `unknown` on an auto-decided item makes rules about persons not evaluable. */
  kind: 'human' | 'machine' | 'unknown';
}

/** The part of `data` that is not personal. Which fields a type carries is CONTRACT's event table. */
export interface CaseEventData {
  item?: string;
  region?: string;
  department?: string;
  channel?: string;
  handler?: Handler;
  /** HMAC of the applicant's identity number; the person itself lies encrypted in `personal_data`. */
  applicantRef?: string;
  /** Result of the identity number's checksum at the edge; null when masked or of another kind. */
  applicantIdValid?: boolean | null;
  parentCase?: string;
  marks?: CaseMark[];
  promisedDueAt?: Instant;
  statutoryDueAt?: Instant;
  promisedLimit?: Limit;
  statutoryLimit?: Limit;
  reason?: string;
  materials?: string[];
  newFacts?: boolean;
  step?: string;
  action?: string;
  dueAt?: Instant;
  kind?: SuspensionKind;
  approvedDays?: number;
  approver?: string;
  approvedAt?: Instant;
  notice?: string;
  days?: number;
  outcome?: Outcome;
  method?: string;
  applicantNotified?: boolean;
  applicantNotifiedAt?: Instant;
  amount?: number;
  currency?: string;
  score?: number;
  isDefault?: boolean;
  ticket?: string;
  result?: string;
  eventId?: string;
  /** `case.amended`: the corrected data of the event named by `eventId`. */
  data?: CaseEventData;
  /** `case.amended`: the corrected time of that event. */
  time?: Instant;
}

/** A stored fact about a case: what the law folds. */
export interface CaseEvent {
  caseId: string;
  sourceId: number;
  eventId: string;
  type: CaseEventType;
  /** At the source. */
  occurredAt: Instant;
  /** Here; null for a historical import that does not know its arrival. */
  receivedAt: Instant | null;
  /** Catalogue revision this process knew when it appended the event: a rebuild folds with the same one. */
  catalogueRevision: number;
  data: CaseEventData;
}
