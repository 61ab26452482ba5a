import type { StoredCase } from '../cases/caseStore.ts';
import { alerts } from '../domain/cases/contribution.ts';
import type { CaseVerdict } from '../domain/rules/judgeCase.ts';
import type { CheckedCase } from './flagStore.ts';
import { isLive, type FlagChange, type StandingFlag } from './reconcileFlags.ts';

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
  const openRules = new Set(
    verdict.rules.flatMap(({ rule, judgements }) =>
      judgements.some((j) => j.result === 'raised' && j.caseState === 'open') ? [rule] : [],
    ),
  );
  // a source that fell silent proves nothing any more, and takes nothing back
  for (const { rule, judgements } of verdict.rules) {
    const unknown = judgements.some((j) => j.result === 'not_evaluable');
    const stands = standing.some((f) => f.rule === rule && f.caseState === 'open' && isLive(f.status));
    if (unknown && stands) openRules.add(rule);
  }
  const alert = openRules.has('TIM-03')
    ? alerts.lawBroken
    : openRules.has('TIM-02')
      ? alerts.promiseBroken
      : openRules.has('TIM-01')
        ? alerts.dueSoon
        : alerts.none;
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
    alert: facts.concludedAt === null ? alert : alerts.none,
    queries,
    flagged,
  };
}
