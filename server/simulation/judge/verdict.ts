import type { RuleId, Severity } from '#contract/rule';

/** A finding that the written rules demand. */
export interface ExpectedFinding {
  rule: RuleId;
  severity: Severity;
  state: 'open' | 'concluded';
}
