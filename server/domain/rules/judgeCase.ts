import type { Handling } from '#contract/item';
import type { RuleId, RuleVersion } from '#contract/rule';
import type { Instant } from '#contract/time';
import { caseClock, type CaseClock } from '../clock/caseClock.ts';
import type { CaseState, Round } from '../cases/caseState.ts';
import type { Knowledge, ProofOfLife } from '../knowledge.ts';
import { judgeByTerms } from './judgeByTerms.ts';
import type { Judgement } from './rule.ts';
import { caseRules } from './ruleTable.ts';
import type { RuleTerm } from './ruleTerms.ts';

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

/** What scopes of rule versions ask of a case. */
export interface CaseKey {
  region: string | undefined;
  department: string;
  item: string;
  itemType: string | undefined;
  handling: Handling | undefined;
}

export interface Bench {
  knowledge: Knowledge;
  /** The version of a rule in force that is for everything. */
  ruleVersion(rule: RuleId): RuleVersion;
  /** The versions of a rule for such cases, in the course of time; left out: `ruleVersion` has always held. */
  ruleTerms?(rule: RuleId, of: CaseKey): readonly RuleTerm[];
  proofOf(sourceId: number): ProofOfLife;
}

/**
 * Judges a case by every rule as of `now`: the one function behind flags, scans and explanations. A case that is
 * not yet opened by naming item and department is not judged.
 * @param rounds as an earlier judgement of the same state by the same knowledge at the same `now` found them
 */
export function judgeCase(
  state: CaseState,
  bench: Bench,
  now: Instant,
  only?: ReadonlySet<RuleId>,
  rounds: CaseVerdict['rounds'] = roundsOf(state, bench.knowledge, now),
): CaseVerdict {
  const { knowledge } = bench;
  const verdict: CaseVerdict = { rounds, rules: [], checkAt: null };
  const { item, department } = state;
  if (item === undefined || department === undefined) return verdict;
  const region = state.region ?? knowledge.regionOf(department);
  const source = knowledge.source(state.sourceId);
  const outages = knowledge.outages(state.sourceId);
  const proof = bench.proofOf(state.sourceId);

  // once a round and not once a rule: what is made for each of two dozen rules costs more than most of them do
  const judged = rounds.map(({ round, clock }) => {
    const { type: itemType, handling } = clock.item ?? {};
    return {
      of: { region, department, item, itemType, handling },
      given: { state, round, clock, source, outages, proof, peers: knowledge.peers, now },
    };
  });

  for (const rule of caseRules) {
    if (only && !only.has(rule.id)) continue;
    for (const [index, { of, given }] of judged.entries()) {
      if (rule.ofWholeCase && index < rounds.length - 1) continue;
      const terms = bench.ruleTerms?.(rule.id, of) ?? [
        { version: bench.ruleVersion(rule.id), from: -Infinity, to: Infinity },
      ];
      const { verdicts, checkAt } = judgeByTerms(rule, given, terms);
      for (const { version, judgements } of verdicts)
        verdict.rules.push({ rule: rule.id, version, round: index + 1, judgements });
      if (checkAt !== null) verdict.checkAt = Math.min(verdict.checkAt ?? Infinity, checkAt);
    }
  }
  return verdict;
}

function roundsOf(state: CaseState, knowledge: Knowledge, now: Instant): CaseVerdict['rounds'] {
  return [...state.past, state.round].map((round) => ({
    round,
    clock: caseClock(state, round, knowledge, now),
  }));
}
