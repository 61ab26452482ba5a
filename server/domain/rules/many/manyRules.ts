import type { RuleId, RuleParams } from '#contract/rule';
import type { Rule } from '../rule.ts';
import { boilerplateReasons } from './boilerplateReasons.ts';
import { bulkEntry } from './bulkEntry.ts';
import { enteredTwice } from './enteredTwice.ts';
import { filedAgain } from './filedAgain.ts';
import { idleItem } from './idleItem.ts';
import { inflatedVolume } from './inflatedVolume.ts';
import { justSaved } from './justSaved.ts';
import { machineSpeed } from './machineSpeed.ts';
import { promiseBeyondLaw } from './promiseBeyondLaw.ts';
import { promiseLengthened } from './promiseLengthened.ts';

/** Every rule over many cases, as the table of rules knows it: what a group of each is, only its scan knows. */
export const manyRules: readonly {
  id: RuleId;
  aspect: Rule['aspect'];
  defaults: RuleParams;
  ranges?: Rule['ranges'];
}[] = [
  machineSpeed,
  bulkEntry,
  justSaved,
  boilerplateReasons,
  filedAgain,
  promiseLengthened,
  promiseBeyondLaw,
  idleItem,
  inflatedVolume,
  enteredTwice,
];
