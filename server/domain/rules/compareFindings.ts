import type { Instant } from '#contract/time';
import type { RuleVerdict } from './judgeCase.ts';
import type { Raised } from './rule.ts';

export interface Finding extends Raised {
  version: number;
}

export type Effect = 'raised' | 'cleared' | 'changed' | 'unchanged';

/** What a change does to one finding; at least one of the two is there. */
export interface Shift {
  effect: Effect;
  before: Finding | undefined;
  after: Finding | undefined;
}

/**
 * What is found in a period under two sets of rule versions, finding by finding. Changed: of another severity, or with
 * another decisive instant. Findings of which neither lies in the period are left out.
 * @param from inclusive; `to` exclusive
 */
export function compareFindings(
  before: readonly RuleVerdict[],
  after: readonly RuleVerdict[],
  { from, to }: { from: Instant; to: Instant },
): Shift[] {
  const found = findingsOf(before);
  const foundAfter = findingsOf(after);
  const shifts: Shift[] = [];
  for (const key of new Set([...found.keys(), ...foundAfter.keys()])) {
    const pair = [found.get(key), foundAfter.get(key)];
    if (!pair.some((one) => one && one.at >= from && one.at < to)) continue;
    const [was, is] = pair;
    shifts.push({ effect: effectOf(was, is), before: was, after: is });
  }
  return shifts;
}

function findingsOf(verdicts: readonly RuleVerdict[]): Map<string, Finding> {
  const found = new Map<string, Finding>();
  for (const { rule, version, judgements } of verdicts) {
    for (const judgement of judgements)
      if (judgement.result === 'raised')
        found.set(`${rule}\n${judgement.occurrence}`, { ...judgement, version });
  }
  return found;
}

function effectOf(was: Finding | undefined, is: Finding | undefined): Effect {
  if (!was) return 'raised';
  if (!is) return 'cleared';
  return was.severity === is.severity && was.at === is.at ? 'unchanged' : 'changed';
}
