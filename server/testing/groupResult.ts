import type { RuleParams } from '#contract/rule';
import type { ManyRule } from '../domain/rules/many/manyRule.ts';

/** A judgement in words: `raised query`, `clear`, `exempt: bulk`, `not_evaluable: precision`. */
export function resultOf<Group>(rule: ManyRule<Group>, group: Group, params: RuleParams = {}): string {
  const judgement = rule.judge(group, { ...rule.defaults, ...params });
  if (judgement.result === 'raised') return `raised ${judgement.severity}`;
  return 'reason' in judgement ? `${judgement.result}: ${judgement.reason}` : judgement.result;
}
