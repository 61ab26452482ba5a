import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';

/** A stored flag of a case, as far as judging it again needs it. */
export interface StandingFlag {
  flagId: number;
  caseId: string;
  rule: RuleId;
  occurrence: string;
  severity: Severity;
  status: FlagStatus;
  caseState: 'open' | 'concluded' | null;
  raisedAt: Instant;
  facts: string;
  /** The source's flag that lists it among many: it ended for good (BKF-01). */
  listedOn?: number | null;
  /** A person has judged it by what was known until then: older data neither end it nor bring it back. */
  decidedAt?: Instant | null;
  /** What it was before its withdrawal was proposed; null: raised. */
  pendingFrom?: FlagStatus | null;
}

const live: ReadonlySet<FlagStatus> = new Set([
  'raised',
  'sent',
  'replied',
  'confirmed',
  'rectifying',
  'reviewing',
  'withdrawal_pending',
]);
/** Ended because it was not, or is no longer, true: the same condition becoming true again reopens it. */
const reopenable: ReadonlySet<FlagStatus> = new Set(['withdrawn', 'resolved']);

export function isLive(status: FlagStatus): boolean {
  return live.has(status);
}

/** A query that a person has confirmed stays yellow or red, however often its rule asks again. */
export function severityNow(flag: Pick<StandingFlag, 'severity' | 'decidedAt'>, found: Severity): Severity {
  const confirmed = flag.decidedAt != null && (flag.severity === 'yellow' || flag.severity === 'red');
  return confirmed && found === 'query' ? flag.severity : found;
}

/** Ended, and the same condition becoming true again opens it again: not what a person ended against the rule. */
export function mayReopen({ status, decidedAt }: Pick<StandingFlag, 'status' | 'decidedAt'>): boolean {
  return reopenable.has(status) && decidedAt == null;
}

export function isReopenable(status: FlagStatus): boolean {
  return reopenable.has(status);
}
