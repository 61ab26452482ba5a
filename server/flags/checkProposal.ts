import { Problem } from '#contract/problem';
import type { RuleId } from '#contract/rule';
import type { Proposal } from '#contract/ruleSchema';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { newRuleVersion } from '../catalogue/newRuleVersion.ts';
import { caseRules } from '../domain/rules/ruleTable.ts';

/**
 * Whether a change can be tried on past cases: a rule about single cases, with thresholds and codes that are known.
 * @throws Problem `invalid` naming what is not
 */
export function checkProposal(rule: RuleId, proposal: Proposal, catalogue: Catalogue): void {
  if (!caseRules.some(({ id }) => id === rule)) {
    const sentence = `${rule} is not about single cases; its past cannot be judged again. A new version of it begins today or later.`;
    throw new Problem('invalid', sentence, { path: 'rule' });
  }
  const { from, to, ...terms } = proposal;
  newRuleVersion(rule, { ...terms, validFrom: from, validTo: to }, catalogue, '');
}
