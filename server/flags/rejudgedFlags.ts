import { severities, type RuleId } from '#contract/rule';
import type { Shift } from '../domain/rules/compareFindings.ts';
import type { FlagChange } from './reconcileFlags.ts';
import { isLive, mayReopen, severityNow, type StandingFlag } from './standingFlag.ts';

/**
 * What a re-judgement does to the flags of a case. What is no finding any more is withdrawn, whatever a person has made
 * of it meanwhile; what is one is raised, or raised again, unless a person ended it; history stays archived. AMD-01 has
 * no say: no data changed.
 */
export function rejudgedFlags(
  shifts: readonly Shift[],
  standing: readonly StandingFlag[],
  { rule, version }: { rule: RuleId; version: number },
  historical: boolean,
): FlagChange[] {
  return shifts.flatMap(({ before, after }): FlagChange[] => {
    const occurrence = (after ?? before)?.occurrence ?? '';
    const flag = standing.find((one) => one.rule === rule && one.occurrence === occurrence);
    const change = { reason: 'rejudged', rule, ruleVersion: after?.version ?? version, occurrence } as const;
    if (!after) {
      if (!flag || !(isLive(flag.status) || flag.status === 'archived')) return [];
      const { severity } = flag;
      return [
        {
          ...change,
          topic: 'flag:withdrawn',
          status: 'withdrawn',
          severity,
          standing: flag,
          raised: undefined,
        },
      ];
    }
    const severity = flag ? severityNow(flag, after.severity) : after.severity;
    const found = { ...change, severity, raised: after, standing: flag };
    const fresh = historical ? 'archived' : 'raised';
    if (!flag || mayReopen(flag)) return [{ ...found, topic: 'flag:raised', status: fresh }];
    if (!isLive(flag.status) && flag.status !== 'archived') return [];
    if (flag.severity === severity && flag.facts === JSON.stringify(after.facts)) return [];
    const worse = severities.indexOf(severity) > severities.indexOf(flag.severity);
    return [{ ...found, topic: worse ? 'flag:escalated' : 'flag:changed', status: flag.status }];
  });
}
