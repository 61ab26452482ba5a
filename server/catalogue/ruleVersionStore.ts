import type { RuleId, RuleParams, RuleVersion } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { StoredRuleVersion } from './catalogue.ts';

/** Every stored version, by rule and version. Version 0 of a rule is its built-in default and has no row. */
export async function listRuleVersions(db: Queryable): Promise<StoredRuleVersion[]> {
  const { rows } = await db.query<StoredRuleVersion>(
    `select rule, version, valid_from as "validFrom", enabled, params, recorded_at as "recordedAt", actor
       from rule_versions order by rule, version`,
  );
  return rows;
}

/** Records the next version of a rule, in force from the local day `validFrom` on. */
export async function setRuleVersion(
  db: Queryable,
  set: { rule: RuleId; validFrom: LocalDay; enabled: boolean; params: RuleParams; actor: string },
  now: Instant,
): Promise<RuleVersion> {
  const { rows } = await db.query<RuleVersion>(
    `insert into rule_versions (rule, version, valid_from, enabled, params, recorded_at, actor)
     select $1::text, coalesce(max(version), 0) + 1, $2::date, $3::boolean, $4::jsonb, $5::timestamptz, $6::text
       from rule_versions where rule = $1
     returning rule, version, valid_from as "validFrom", enabled, params`,
    [set.rule, set.validFrom, set.enabled, JSON.stringify(set.params), new Date(now), set.actor],
  );
  const [version] = rows;
  if (!version) throw new Error('an insert with returning gave no row');
  return version;
}

/**
 * The version of a rule in force on `day`: of those recorded by `knownAt` that have begun, the one that began last;
 * of two that begin on one day, the later version. Without any, version 0 with the built-in `defaults`; parameters
 * that a version does not name keep their default.
 */
export function ruleInForce(
  versions: readonly StoredRuleVersion[],
  rule: RuleId,
  day: LocalDay,
  defaults: RuleParams,
  knownAt: Instant = Infinity,
): RuleVersion {
  let inForce: StoredRuleVersion | undefined;
  for (const version of versions) {
    if (version.rule !== rule || version.validFrom > day || version.recordedAt > knownAt) continue;
    if (inForce && beganLater(inForce, version)) continue;
    inForce = version;
  }
  if (!inForce) return { rule, version: 0, validFrom: '0001-01-01', enabled: true, params: defaults };
  const { version, validFrom, enabled, params } = inForce;
  return { rule, version, validFrom, enabled, params: { ...defaults, ...params } };
}

function beganLater(a: RuleVersion, b: RuleVersion): boolean {
  return a.validFrom === b.validFrom ? a.version > b.version : a.validFrom > b.validFrom;
}
