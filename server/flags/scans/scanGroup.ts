import { severities, type RuleId, type RuleVersion, type Severity } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { dayNumber } from '../../domain/calendar/localDay.ts';
import type { Timezone } from '../../domain/calendar/timezone.ts';
import type { Bench } from '../../domain/rules/judgeCase.ts';
import type { GroupJudgement, ManyRule } from '../../domain/rules/many/manyRule.ts';
import type { SubjectKind } from '../flagStore.ts';

/** What a scan looks with: the catalogue, the rules in force, and what was recorded since its last run. */
export interface ScanParts {
  db: Queryable;
  catalogue: Catalogue;
  bench: Bench;
  /** Of the office: where its days begin. */
  zone: Timezone;
  /** Recorded after `from`, up to `to`. */
  from: Instant;
  to: Instant;
  /** Where the clock stands: what happened later is not seen, and windows end here. */
  asOf: Instant;
}

export interface Place {
  region: string | null;
  department: string | null;
  item: string | null;
  sourceId: number | null;
}

/** One group of cases and what its rule says of it. */
export interface ScannedGroup {
  rule: RuleId;
  ruleVersion: number;
  subject: { kind: SubjectKind; id: string };
  occurrence: string;
  /** For a rule over a window: a flag of the same subject from this day on is this finding, however far the window moved. */
  since?: LocalDay;
  /** What becomes of a flag when nothing is found any more: it is over, a person decides, or it was true then. */
  whenGone: 'resolved' | 'pending' | 'stays';
  place: Place;
  judgement: GroupJudgement;
}

/**
 * Judges a group by the version in force for its place on its day, if its occurrence is one, else now; nothing where the
 * rule is switched off. A query is never lifted above a query: only a person's verification turns it into more.
 */
export function judgeGroup<Group>(
  parts: Pick<ScanParts, 'bench' | 'catalogue' | 'zone' | 'asOf'>,
  rule: ManyRule<Group>,
  group: Group,
  about: Omit<ScannedGroup, 'rule' | 'ruleVersion' | 'judgement'>,
): ScannedGroup[] {
  const { enabled, version, params, severity } = versionFor(parts, rule.id, about);
  if (!enabled) return [];
  const found = rule.judge(group, params);
  const lifts =
    severity && found.result === 'raised' && found.severity === 'query' && isWorse(severity, 'query');
  const judgement = found.result === 'raised' && severity && !lifts ? { ...found, severity } : found;
  return [{ ...about, rule: rule.id, ruleVersion: version, judgement }];
}

function isWorse(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) > severities.indexOf(b);
}

function versionFor(
  { bench, catalogue, zone, asOf }: Pick<ScanParts, 'bench' | 'catalogue' | 'zone' | 'asOf'>,
  rule: RuleId,
  { occurrence, place }: Pick<ScannedGroup, 'occurrence' | 'place'>,
): RuleVersion {
  const on = /^\d{4}-\d{2}-\d{2}$/.test(occurrence)
    ? Math.min(zone.startOf(dayNumber(occurrence)), asOf)
    : asOf;
  const item = place.item === null ? undefined : catalogue.newestItem(place.item);
  const terms = bench.ruleTerms?.(rule, {
    region: place.region ?? undefined,
    department: place.department ?? '',
    item: place.item ?? '',
    itemType: item?.type,
    handling: item?.handling,
  });
  return terms?.find((term) => term.from <= on && on < term.to)?.version ?? bench.ruleVersion(rule);
}

/** The loosest value of a threshold that any version of the rule may ask for: what a first, coarse look goes by. */
export function loosest(
  { bench, catalogue }: Pick<ScanParts, 'bench' | 'catalogue'>,
  rule: RuleId,
  name: string,
  way: 'least' | 'most' = 'least',
): number {
  const versions = catalogue.ruleVersions.filter((v) => v.rule === rule && v.enabled);
  const values = [bench.ruleVersion(rule).params[name], ...versions.map((v) => v.params[name])]
    .filter((value) => value !== undefined)
    .map(Number);
  return way === 'least' ? Math.min(...values) : Math.max(...values);
}
