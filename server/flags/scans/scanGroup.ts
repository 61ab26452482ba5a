import type { RuleId } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
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

/** Judges a group by the version in force; undefined where the rule is switched off. */
export function judgeGroup<Group>(
  { bench }: Pick<ScanParts, 'bench'>,
  rule: ManyRule<Group>,
  group: Group,
  about: Omit<ScannedGroup, 'rule' | 'ruleVersion' | 'judgement'>,
): ScannedGroup[] {
  const { enabled, version, params } = bench.ruleVersion(rule.id);
  if (!enabled) return [];
  return [{ ...about, rule: rule.id, ruleVersion: version, judgement: rule.judge(group, params) }];
}
