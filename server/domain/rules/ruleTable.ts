import type { RuleId, RuleParams, RuleVersion } from '#contract/rule';
import { dueSoon } from './dueSoon.ts';
import { enteredAfterwards } from './enteredAfterwards.ts';
import { unlawfulExtension } from './extensions.ts';
import { feedSilenceDefaults } from './feedSilence.ts';
import { invalidData } from './invalidData.ts';
import { irregularFee } from './irregularFee.ts';
import { lateAcceptance } from './lateAcceptance.ts';
import { lateDelivery } from './lateDelivery.ts';
import { latePreReview } from './latePreReview.ts';
import { oneHandler } from './oneHandler.ts';
import { manyRules } from './many/manyRules.ts';
import { lawBroken, promiseBroken } from './overdue.ts';
import { refusalWithoutReason } from './refusalWithoutReason.ts';
import { repeatedCorrection } from './repeatedCorrection.ts';
import type { Rule } from './rule.ts';
import { implausiblyFast, personOnAutoItem } from './speed.ts';
import { stalled } from './stalled.ts';
import { stepOverLimit } from './stepOverLimit.ts';
import { suspendedAtOnce } from './suspendedAtOnce.ts';
import { suspendedAfterwards, suspendedTooLong, suspensionWithoutGround } from './suspensions.ts';
import { missingStep, syntheticTrail, wrongOrder } from './trail.ts';

/** Every rule about a single case. A new rule is one file and one line here. */
export const caseRules: readonly Rule[] = [
  lateAcceptance,
  latePreReview,
  refusalWithoutReason,
  dueSoon,
  promiseBroken,
  lawBroken,
  stepOverLimit,
  stalled,
  lateDelivery,
  implausiblyFast,
  personOnAutoItem,
  missingStep,
  syntheticTrail,
  wrongOrder,
  oneHandler,
  enteredAfterwards,
  repeatedCorrection,
  suspensionWithoutGround,
  suspendedAtOnce,
  suspendedAfterwards,
  suspendedTooLong,
  unlawfulExtension,
  irregularFee,
  invalidData,
];

/** Version 0 of every rule: what holds until a city sets something else. */
export function builtInVersion(rule: RuleId): RuleVersion {
  const found = caseRules.find((r) => r.id === rule) ?? manyRules.find((r) => r.id === rule);
  const params: RuleParams = found?.defaults ?? (rule === 'FEED-01' ? feedSilenceDefaults : {});
  return { rule, version: 0, validFrom: '2000-01-01', enabled: true, params };
}
