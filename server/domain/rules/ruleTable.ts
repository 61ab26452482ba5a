import type { RuleId, RuleParams, RuleVersion } from '#contract/rule';
import { dueSoon } from './dueSoon.ts';
import { enteredAfterwards } from './enteredAfterwards.ts';
import { feedSilenceDefaults } from './feedSilence.ts';
import { invalidData } from './invalidData.ts';
import { lateAcceptance } from './lateAcceptance.ts';
import { lawBroken, promiseBroken } from './overdue.ts';
import type { Rule } from './rule.ts';
import { implausiblyFast, personOnAutoItem } from './speed.ts';
import { stepOverLimit } from './stepOverLimit.ts';
import { suspendedAfterwards, suspendedTooLong, suspensionWithoutGround } from './suspensions.ts';
import { missingStep, syntheticTrail, wrongOrder } from './trail.ts';

/** Every rule about a single case. A new rule is one file and one line here. */
export const caseRules: readonly Rule[] = [
  lateAcceptance,
  dueSoon,
  promiseBroken,
  lawBroken,
  stepOverLimit,
  implausiblyFast,
  personOnAutoItem,
  missingStep,
  syntheticTrail,
  wrongOrder,
  enteredAfterwards,
  suspensionWithoutGround,
  suspendedAfterwards,
  suspendedTooLong,
  invalidData,
];

/** Version 0 of every rule: what holds until a city sets something else. */
export function builtInVersion(rule: RuleId): RuleVersion {
  const found = caseRules.find((r) => r.id === rule);
  const params: RuleParams = found?.defaults ?? (rule === 'FEED-01' ? feedSilenceDefaults : {});
  return { rule, version: 0, validFrom: '2000-01-01', enabled: true, params };
}
