import type { AppealOutcome, OrderLevel, ReplyCause, Verdict } from '#contract/followup';
import type { Severity } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';

/** What happened, beside when and by whom: the `detail` of a transition whose reason is the type. */
type Happened =
  | { type: 'sent'; dueAt: Instant; heldUntil: Instant; silentAt: Instant | null; text: string | null }
  | { type: 'delivered' }
  | { type: 'undone' }
  | { type: 'recalled'; reason: string }
  | { type: 'replied'; cause: ReplyCause; text: string; attachments: string[]; dueAt: Instant }
  | {
      type: 'judged';
      verdict: Verdict;
      reason: string;
      severity: Severity;
      dueAt: Instant;
      appealUntil: Instant;
    }
  | { type: 'silence_confirmed'; dueAt: Instant }
  | { type: 'order_proposed'; orderId: number; level: OrderLevel; finishBy: LocalDay | null; text: string }
  | {
      type: 'order_issued';
      orderId: number;
      level: OrderLevel;
      finishBy: LocalDay | null;
      text: string;
      dueAt: Instant;
    }
  | { type: 'order_refused'; orderId: number; reason: string }
  | { type: 'rectified'; text: string; attachments: string[]; dueAt: Instant }
  | { type: 'reviewed'; passed: boolean; text: string; dueAt: Instant }
  | { type: 'closed'; text: string }
  | { type: 'appealed'; reason: string; attachments: string[]; dueAt: Instant }
  | { type: 'appeal_decided'; outcome: AppealOutcome; reason: string; dueAt: Instant }
  | { type: 'exemption_requested'; reason: string; until: LocalDay }
  | { type: 'exemption_approved'; reason: string; until: Instant }
  | { type: 'exemption_refused'; reason: string }
  | { type: 'exemption_expired' }
  | { type: 'withdrawn_by_hand'; reason: string }
  | { type: 'adopted'; reason: string }
  | { type: 'assigned'; owner: string }
  | { type: 'handed_over'; to: string; reason: string }
  | { type: 'reminded'; text: string }
  | { type: 'called'; with: string; phone: string | null; calledAt: Instant; said: string }
  | { type: 'noted'; text: string; mentions: string[] }
  /** A rung of the ladder: the limit's end, and those told. */
  | { type: 'limit_passed'; rung: number; dueAt: Instant };

export type FollowupEvent = Happened & {
  at: Instant;
  actor: string;
  /** The officer in whose place the actor stood. */
  for?: string;
};
