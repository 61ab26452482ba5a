import { Problem } from '#contract/problem';
import type { RuleId, RuleParams, RuleScope, Severity } from '#contract/rule';
import type { LocalDay } from '#contract/time';
import { checkParams } from '../domain/rules/checkParams.ts';
import type { Catalogue } from './catalogue.ts';
import type { NewRuleVersion } from './ruleVersionStore.ts';

/** What somebody asks for, read but not yet known to make sense. */
export interface AskedVersion {
  validFrom: LocalDay;
  validTo: LocalDay | null;
  enabled: boolean;
  params: Readonly<Record<string, unknown>>;
  severity: Severity | null;
  scope: RuleScope;
  note: string;
}

/**
 * A version that can be recorded: its thresholds are the rule's, its codes are known, its days follow each other.
 * @throws Problem `invalid` naming the field, the value and what is expected
 */
export function newRuleVersion(
  rule: RuleId,
  asked: AskedVersion,
  catalogue: Catalogue,
  actor: string,
): NewRuleVersion & { params: RuleParams } {
  const { validFrom, validTo, enabled, severity, scope, note } = asked;
  if (validTo !== null && validTo < validFrom)
    throw new Problem('invalid', `It would end on ${validTo}, before it begins on ${validFrom}.`, {
      path: 'validTo',
    });
  const fault = unknownCode(scope, catalogue);
  if (fault) {
    const [field, value] = fault;
    const sentence = `The scope's ${field} "${value}" is not in the catalogue; import it first or mend the code.`;
    throw new Problem('invalid', sentence, { path: `scope.${field}` });
  }
  const params = checkParams(rule, asked.params);
  return { rule, validFrom, validTo, enabled, params, severity, scope, note, actor };
}

function unknownCode(
  { region, department, item, itemType }: RuleScope,
  catalogue: Catalogue,
): [string, string] | undefined {
  if (region !== undefined && !catalogue.region(region)) return ['region', region];
  if (department !== undefined && !catalogue.department(department)) return ['department', department];
  if (item !== undefined && !catalogue.newestItem(item)) return ['item', item];
  if (itemType !== undefined && !catalogue.itemVersions.some(({ type }) => type === itemType))
    return ['itemType', itemType];
  return undefined;
}

/**
 * A version begins today or later: what lies before is changed by a re-judgement alone.
 * @throws Problem `invalid`
 */
export function mustNotBeginBefore(today: LocalDay, { validFrom }: { validFrom: LocalDay }): void {
  if (validFrom >= today) return;
  throw new Problem(
    'invalid',
    `A version may begin on ${today} or later, not on ${validFrom}; what was judged before is changed by a re-judgement.`,
    { path: 'validFrom' },
  );
}
