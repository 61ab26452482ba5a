import type { RuleId, RuleParams, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { ExemptReason, NotEvaluableReason, Rule } from '../rule.ts';

/** What a rule over many cases found in one group of them. */
export interface GroupFinding {
  result: 'raised';
  severity: Severity;
  /** The moment the condition became true. */
  at: Instant;
  facts: Record<string, number | string>;
  /** Every case it rests on, in the order in which the rule looked at them. */
  cases: string[];
  /** Ids of the events it rests on. */
  events: string[];
}

export type GroupJudgement =
  | GroupFinding
  | { result: 'clear' }
  | { result: 'exempt'; reason: ExemptReason }
  | { result: 'not_evaluable'; reason: NotEvaluableReason };

/** A rule over many cases: a pure decision over rows that a scan gathered, one group at a time. */
export interface ManyRule<Group> {
  id: RuleId;
  aspect: Rule['aspect'];
  /** Thresholds of version 0. */
  defaults: RuleParams;
  ranges?: Rule['ranges'];
  judge(group: Group, params: RuleParams): GroupJudgement;
}

export const clearGroup: GroupJudgement = { result: 'clear' };

export function exemptGroup(reason: ExemptReason): GroupJudgement {
  return { result: 'exempt', reason };
}

export function notEvaluableGroup(reason: NotEvaluableReason): GroupJudgement {
  return { result: 'not_evaluable', reason };
}

export function raisedGroup(finding: Omit<GroupFinding, 'result'>): GroupJudgement {
  return { result: 'raised', ...finding };
}

/** `a` before `b` by time, then by case: the order that makes a decision independent of the rows' order. */
export function byTime(a: { at: Instant; caseId: string }, b: { at: Instant; caseId: string }): number {
  return a.at - b.at || (a.caseId < b.caseId ? -1 : 1);
}
