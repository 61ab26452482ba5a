import type { RuleId, RuleVersion } from '#contract/rule';
import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { ProofOfLife } from '../domain/knowledge.ts';
import type { Bench, CaseKey } from '../domain/rules/judgeCase.ts';
import { builtInVersion } from '../domain/rules/ruleTable.ts';
import {
  anywhere,
  ruleTerms,
  versionInForce,
  type RulePlace,
  type RuleTerm,
} from '../domain/rules/ruleTerms.ts';
import type { Catalogue } from './catalogue.ts';

/** A source never heard of has proven nothing. */
const unheard: ProofOfLife = { lastOccurredAt: -Infinity, live: false };

/**
 * What cases are judged with at `now`: the catalogue, the rule versions known by `knownAt`, the proofs. Days on which
 * versions begin and end are the office zone's.
 * @param proposed a version that is not recorded and judges nevertheless, as a recorded one of the same days would
 */
export function ruleBench(
  catalogue: Catalogue,
  proofs: ReadonlyMap<number, ProofOfLife>,
  now: Instant,
  knownAt: Instant = Infinity,
  proposed?: RuleVersion,
): Bench {
  const zone = timezone(catalogue.timezone);
  const day = dayText(zone.dayOf(now));
  const recorded: RuleVersion[] = catalogue.ruleVersions.filter((version) => version.recordedAt <= knownAt);
  const versions = new Map<RuleId, RuleVersion[]>();
  for (const version of proposed ? [...recorded, proposed] : recorded)
    versions.set(version.rule, [...(versions.get(version.rule) ?? []), version]);
  const inForce = new Map<RuleId, RuleVersion>();
  const unchanged = new Map<RuleId, readonly RuleTerm[]>();
  const terms = new Map<string, readonly RuleTerm[]>();
  return {
    knowledge:
      knownAt === Infinity
        ? catalogue
        : { ...catalogue, peers: (of, at) => catalogue.baselines.peers(of, at, knownAt) },
    proofOf: (sourceId) => proofs.get(sourceId) ?? unheard,
    ruleVersion(rule) {
      const known = inForce.get(rule);
      if (known) return known;
      const version = versionInForce(versions.get(rule) ?? [], builtInVersion(rule), anywhere, day);
      inForce.set(rule, version);
      return version;
    },
    ruleTerms(rule, of) {
      const stored = versions.get(rule);
      const key = stored
        ? [rule, of.region, of.department, of.item, of.itemType, of.handling].join('\n')
        : rule;
      const known = stored ? terms.get(key) : unchanged.get(rule);
      if (known) return known;
      const made = ruleTerms(stored ?? [], builtInVersion(rule), placeOf(of, catalogue), zone.startOf);
      if (stored) terms.set(key, made);
      else unchanged.set(rule, made);
      return made;
    },
  };
}

function placeOf({ region, department, item, itemType, handling }: CaseKey, catalogue: Catalogue): RulePlace {
  return {
    regions: chainOf(region, (code) => catalogue.region(code)?.parent),
    departments: chainOf(department, (code) => catalogue.department(code)?.parent),
    item,
    itemType,
    handling,
  };
}

/** A code and those above it; an import refuses cycles, and rows written past it must not hang a process. */
function chainOf(code: string | undefined, parentOf: (code: string) => string | null | undefined): string[] {
  const chain: string[] = [];
  for (let at: string | null | undefined = code; at != null && !chain.includes(at); at = parentOf(at))
    chain.push(at);
  return chain;
}
