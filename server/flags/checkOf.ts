import type { RuleId } from '#contract/rule';
import type { StoredCase } from '../cases/caseStore.ts';
import { alerts } from '../domain/cases/contribution.ts';
import type { CaseVerdict } from '../domain/rules/judgeCase.ts';
import type { Judgement } from '../domain/rules/rule.ts';
import type { CheckedCase } from './flagStore.ts';
import type { FlagChange } from './reconcileFlags.ts';
import { isLive, type StandingFlag } from './standingFlag.ts';

/** The job's own columns after the verdict: history is never urgent. */
export function checkOf(
  row: StoredCase,
  verdict: CaseVerdict,
  standing: readonly StandingFlag[],
  changes: readonly FlagChange[],
): CheckedCase {
  const { facts } = row;
  const { version } = row;
  const { caseId } = facts;
  const { checkAt: nextCheckAt } = verdict;
  const flagged = changes.length > 0;
  if (facts.historical) return { caseId, version, nextCheckAt, alert: alerts.none, queries: 0, flagged };
  let alert: number = alerts.none;
  if (facts.concludedAt === null)
    for (const { rule, judgements } of verdict.rules) {
      const urgency = urgencyOf[rule];
      if (urgency !== undefined && urgency > alert && holdsOpen(rule, judgements, standing)) alert = urgency;
    }
  const changed = new Map(changes.flatMap((c) => (c.standing ? [[c.standing.flagId, c]] : [])));
  const queries =
    changes.filter((c) => !c.standing && c.severity === 'query' && isLive(c.status)).length +
    standing.filter((flag) => {
      const { severity, status } = changed.get(flag.flagId) ?? flag;
      return severity === 'query' && isLive(status);
    }).length;
  return {
    caseId,
    version,
    nextCheckAt,
    alert,
    queries,
    flagged,
  };
}

const urgencyOf: Partial<Record<RuleId, number>> = {
  'TIM-01': alerts.dueSoon,
  'TIM-02': alerts.promiseBroken,
  'TIM-03': alerts.lawBroken,
};

/** A source that fell silent proves nothing any more, and takes nothing back: what stands open goes on. */
function holdsOpen(
  rule: RuleId,
  judgements: readonly Judgement[],
  standing: readonly StandingFlag[],
): boolean {
  if (judgements.some((j) => j.result === 'raised' && j.caseState === 'open')) return true;
  return (
    judgements.some((j) => j.result === 'not_evaluable') &&
    standing.some((f) => f.rule === rule && f.caseState === 'open' && isLive(f.status))
  );
}
