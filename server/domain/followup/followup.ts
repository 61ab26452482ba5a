import type { AppealOutcome, OrderLevel, OrderState, ReplyCause, Verdict } from '#contract/followup';
import type { FlagStatus, Severity } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';

/** Who did something, and when. */
export interface Signed {
  at: Instant;
  /** The account's name. */
  by: string;
}

export interface Reply extends Signed {
  cause: ReplyCause;
  text: string;
  attachments: string[];
}

export interface GivenVerdict extends Signed {
  verdict: Verdict;
  reason: string;
  bySilence: boolean;
}

export interface Rectification extends Signed {
  text: string;
  attachments: string[];
}

export interface Review extends Signed {
  passed: boolean;
  text: string;
}

export interface OrderMark {
  orderId: number;
  level: OrderLevel;
  state: OrderState;
  finishBy: LocalDay | null;
}

export interface Appeal extends Signed {
  reason: string;
  attachments: string[];
  dueAt: Instant;
  /** Null: nobody has decided it; escalated: a supervisor has to. */
  outcome: AppealOutcome | null;
  decision: string | null;
}

export interface Exemption extends Signed {
  reason: string;
  until: LocalDay;
  approvedBy: string | null;
}

/** What stands beside every state. */
export interface Beside {
  severity: Severity;
  owner: string | null;
  order: OrderMark | null;
  appeal: Appeal | null;
  exemption: Exemption | null;
  /** A person has judged by what was known until then: older data do not overrule it. */
  decidedAt: Instant | null;
}

/** A limit that runs: its end, and how many rungs of the ladder have been climbed since. */
export interface Running {
  dueAt: Instant;
  rung: number;
}

/** What is known once a finding stands. */
export interface Found {
  reply: Reply | null;
  verdict: GivenVerdict;
  /** The department may contest it until then; null: no longer. */
  appealUntil: Instant | null;
}

/** The follow-up of a flag (RULES §4): each state has what it takes to be in it. */
export type Followup = Beside &
  (
    | { status: 'raised' | 'resolved' | 'archived' }
    | ({ status: 'sent'; sent: Signed; heldUntil: Instant | null; silentAt: Instant | null } & Running)
    | ({ status: 'replied'; reply: Reply } & Running)
    | ({ status: 'confirmed' } & Found & Running)
    | ({ status: 'rectifying' } & Found & Running)
    | ({ status: 'reviewing'; rectification: Rectification; review: Review | null } & Found & Running)
    | ({ status: 'closed'; rectification: Rectification | null; review: Review | null } & Found)
    | { status: 'withdrawn'; withdrawn: (Signed & { reason: string }) | null; verdict: GivenVerdict | null }
    | { status: 'exempt'; exempt: Signed & { until: Instant } }
    | { status: 'withdrawal_pending'; before: Followup }
  );

/** Nothing has been said or done. */
export function besideNothing(severity: Severity, owner: string | null = null): Beside {
  return { severity, owner, order: null, appeal: null, exemption: null, decidedAt: null };
}

/** An appeal that somebody has to decide. */
export function pendingAppeal({ appeal }: Followup): Appeal | null {
  return appeal !== null && (appeal.outcome === null || appeal.outcome === 'escalated') ? appeal : null;
}

const ended: ReadonlySet<FlagStatus> = new Set(['closed', 'withdrawn', 'resolved', 'exempt', 'archived']);

export function hasEnded(status: FlagStatus): boolean {
  return ended.has(status);
}
