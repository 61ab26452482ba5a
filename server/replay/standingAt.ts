import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import { alerts } from '../domain/cases/contribution.ts';

export interface PastTransition {
  at: Instant;
  reason: string;
  status: FlagStatus;
  severity: Severity;
}

/** A flag of a case with all that ever became of it, oldest first. */
export interface PastFlag {
  flagId: number;
  caseId: string;
  rule: RuleId;
  /** As it is today. */
  caseState: 'open' | 'concluded' | null;
  transitions: readonly PastTransition[];
}

export type PastStanding = Pick<PastFlag, 'caseState'> & Pick<PastTransition, 'status' | 'severity'>;

/** What the flag job had found of a case: `alert` and `queries` of its row. */
export interface Standing {
  alert: number;
  queries: number;
}

/**
 * How the flag stood before `at`; undefined: it was not raised yet. Whether its case was open is told by what turned
 * that round later; of a flag that ended and held again it is not told.
 */
export function standingOf(flag: PastFlag, at: Instant): PastStanding | undefined {
  let last: PastTransition | undefined;
  for (const transition of flag.transitions) {
    if (transition.at < at) last = transition;
    else if (transition.reason === 'case_concluded') return last && { ...last, caseState: 'open' };
    else if (transition.reason === 'case_reopened') return last && { ...last, caseState: 'concluded' };
  }
  return last && { ...last, caseState: flag.caseState };
}

/**
 * What a case's flags said of it before `at`. A person who ends a flag does not make the case less late; only the rule
 * does, by which it is withdrawn, resolved, or no longer sure.
 * @param reopened a flag may be of an earlier round, which has ended; of the only one it is as open as its case
 */
export function standingAt(flags: readonly PastFlag[], at: Instant, reopened: boolean): Standing {
  const standing: Standing = { alert: alerts.none, queries: 0 };
  for (const flag of flags) {
    const found = standingOf(flag, at);
    if (!found || over.has(found.status)) continue;
    if (found.severity === 'query' && !ended.has(found.status)) standing.queries += 1;
    if ((found.caseState === 'open' || !reopened) && found.status !== 'withdrawal_pending')
      standing.alert = Math.max(standing.alert, urgencyOf[flag.rule] ?? alerts.none);
  }
  return standing;
}

const urgencyOf: Partial<Record<RuleId, number>> = {
  'TIM-01': alerts.dueSoon,
  'TIM-02': alerts.promiseBroken,
  'TIM-03': alerts.lawBroken,
};
/** The rule itself no longer holds, or it never was of the present. */
const over: ReadonlySet<FlagStatus> = new Set(['withdrawn', 'resolved', 'archived']);
const ended: ReadonlySet<FlagStatus> = new Set(['closed', 'exempt']);
