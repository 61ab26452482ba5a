import type { RuleVersion } from '#contract/rule';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Queryable } from '../db/queryable.ts';
import type { StoredRuleVersion } from './catalogue.ts';

/** Every stored version, by rule and version. Version 0 of a rule is its built-in default and has no row. */
export async function listRuleVersions(db: Queryable): Promise<StoredRuleVersion[]> {
  const { rows } = await db.query<StoredRuleVersion>(
    `select rule, version, valid_from as "validFrom", valid_to as "validTo", enabled, params, severity, scope, note,
            rejudged, recorded_at as "recordedAt", actor
       from rule_versions order by rule, version`,
  );
  return rows;
}

/** A version to be recorded; its number is given by the database. */
export interface NewRuleVersion extends Omit<RuleVersion, 'version'> {
  actor: string;
  note?: string;
}

/**
 * Records the next version of a rule, in force from the local day `validFrom` to the end of `validTo`. `db` must be
 * inside a transaction: the audit tells of it in the same.
 */
export async function setRuleVersion(
  db: Queryable,
  set: NewRuleVersion,
  now: Instant,
): Promise<StoredRuleVersion> {
  const { rows } = await db.query<StoredRuleVersion>(
    `insert into rule_versions (rule, version, valid_from, valid_to, enabled, params, severity, scope, note, rejudged,
                                recorded_at, actor)
     select $1::text, coalesce(max(version), 0) + 1, $2::date, $3::date, $4::boolean, $5::jsonb, $6::text, $7::jsonb,
            $8::text, $9::boolean, $10::timestamptz, $11::text
       from rule_versions where rule = $1
     returning rule, version, valid_from as "validFrom", valid_to as "validTo", enabled, params, severity, scope, note,
               rejudged, recorded_at as "recordedAt", actor`,
    [
      set.rule,
      set.validFrom,
      set.validTo ?? null,
      set.enabled,
      JSON.stringify(set.params),
      set.severity ?? null,
      JSON.stringify(set.scope ?? {}),
      set.note ?? '',
      set.rejudged ?? false,
      new Date(now),
      set.actor,
    ],
  );
  const [version] = rows;
  if (!version) throw new Error('an insert with returning gave no row');
  const { rule, actor, validFrom, validTo, enabled, params, severity, scope, note, rejudged } = version;
  await recordAudit(db, {
    at: now,
    actor,
    action: 'rule.version_set',
    subject: { kind: 'rule', id: rule },
    detail: {
      version: version.version,
      validFrom,
      validTo,
      enabled,
      params,
      severity,
      scope,
      note,
      rejudged,
    },
  });
  return version;
}
