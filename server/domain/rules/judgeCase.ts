import type { RuleId, RuleVersion } from '#contract/rule';
import type { Instant } from '#contract/time';
import { caseClock, type CaseClock } from '../clock/caseClock.ts';
import type { CaseState, Round } from '../cases/caseState.ts';
import type { Knowledge, ProofOfLife } from '../knowledge.ts';
import type { Judgement } from './rule.ts';
import { caseRules } from './ruleTable.ts';

export interface RuleVerdict {
  rule: RuleId;
  version: number;
  round: number;
  judgements: Judgement[];
}

export interface CaseVerdict {
  /** One per round, the current one last. */
  rounds: { round: Round; clock: CaseClock }[];
  rules: RuleVerdict[];
  /** The next instant at which a verdict changes if nothing happens. */
  checkAt: Instant | null;
}

export interface Bench {
  knowledge: Knowledge;
  /** The version of a rule in force. */
  ruleVersion(rule: RuleId): RuleVersion;
  proofOf(sourceId: number): ProofOfLife;
}

/**
 * Judges a case by every rule as of `now`: the one function behind flags, scans and explanations. A case that is
 * not yet opened by naming item and department is not judged.
 */
export function judgeCase(
  state: CaseState,
  bench: Bench,
  now: Instant,
  only?: ReadonlySet<RuleId>,
): CaseVerdict {
  const { knowledge } = bench;
  const rounds = [...state.past, state.round].map((round) => ({
    round,
    clock: caseClock(state, round, knowledge, now),
  }));
  const verdict: CaseVerdict = { rounds, rules: [], checkAt: null };
  if (state.item === undefined || state.department === undefined) return verdict;
  const source = knowledge.source(state.sourceId);
  const outages = knowledge.outages(state.sourceId);
  const proof = bench.proofOf(state.sourceId);

  for (const rule of caseRules) {
    if (only && !only.has(rule.id)) continue;
    const { version, enabled, params } = bench.ruleVersion(rule.id);
    if (!enabled) continue;
    for (const [index, { round, clock }] of rounds.entries()) {
      if (rule.ofWholeCase && index < rounds.length - 1) continue;
      const { judgements, checkAt } = rule.judge({
        state,
        round,
        clock,
        source,
        outages,
        proof,
        now,
        params,
      });
      verdict.rules.push({ rule: rule.id, version, round: index + 1, judgements });
      if (checkAt !== null) verdict.checkAt = Math.min(verdict.checkAt ?? Infinity, checkAt);
    }
  }
  return verdict;
}
