import type { RuleId, RuleVersion } from '#contract/rule';
import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { ProofOfLife } from '../domain/knowledge.ts';
import type { Bench } from '../domain/rules/judgeCase.ts';
import { builtInVersion } from '../domain/rules/ruleTable.ts';
import type { Catalogue } from './catalogue.ts';
import { ruleInForce } from './ruleVersionStore.ts';

/** A source never heard of has proven nothing. */
const unheard: ProofOfLife = { lastOccurredAt: -Infinity, live: false };

/** What cases are judged with at `now`: the catalogue, the rule versions in force and known by `knownAt`, the proofs. */
export function ruleBench(
  catalogue: Catalogue,
  proofs: ReadonlyMap<number, ProofOfLife>,
  now: Instant,
  knownAt: Instant = Infinity,
): Bench {
  const day = dayText(timezone(catalogue.timezone).dayOf(now));
  const inForce = new Map<RuleId, RuleVersion>();
  return {
    knowledge: catalogue,
    proofOf: (sourceId) => proofs.get(sourceId) ?? unheard,
    ruleVersion(rule) {
      const known = inForce.get(rule);
      if (known) return known;
      const version = ruleInForce(catalogue.ruleVersions, rule, day, builtInVersion(rule).params, knownAt);
      inForce.set(rule, version);
      return version;
    },
  };
}
