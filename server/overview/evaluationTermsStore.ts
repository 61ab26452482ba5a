import { Problem } from '#contract/problem';
import type { NewEvaluationTerms } from '#contract/evaluationSchema';
import type { Instant, LocalDay } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Queryable } from '../db/queryable.ts';
import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';
import { changedTerms } from './changedTerms.ts';

export interface StoredEvaluationTerms {
  version: number;
  validFrom: LocalDay;
  terms: EvaluationTerms;
  note: string;
  recordedAt: Instant;
  actor: string;
}

/** Versions from before there were limits, or satisfaction was scored: what they lack. */
const lacking = JSON.stringify({
  limits: { floor: 0, cap: 100, bonus: 5, deduction: 10 },
  shrinkage: 100,
});
const lackingScales = JSON.stringify({ satisfaction: { good: 0, bad: 0.1, least: 30 } });
const whole = `$1::jsonb || terms || jsonb_build_object('scales', $2::jsonb || (terms -> 'scales')) as terms`;

/** Every version, the newest first. */
export async function listEvaluationTerms(db: Queryable): Promise<StoredEvaluationTerms[]> {
  const { rows } = await db.query<StoredEvaluationTerms>(
    `select version, valid_from as "validFrom", ${whole}, note, recorded_at as "recordedAt", actor
       from evaluation_terms order by version desc`,
    [lacking, lackingScales],
  );
  return rows;
}

/** The terms that hold on a day: the newest that have begun. */
export async function evaluationTermsOn(
  db: Queryable,
  day: LocalDay,
): Promise<StoredEvaluationTerms | undefined> {
  const { rows } = await db.query<StoredEvaluationTerms>(
    `select version, valid_from as "validFrom", ${whole}, note, recorded_at as "recordedAt", actor
       from evaluation_terms where valid_from <= $3 order by version desc limit 1`,
    [lacking, lackingScales, day],
  );
  return rows[0];
}

/**
 * Records the next version: the newest one with the parts changed. `db` must be inside a transaction: the audit tells of
 * it in the same. @throws Problem `invalid` as `changedTerms` does, `conflict` when somebody else recorded that version
 * first
 */
export async function addEvaluationTerms(
  db: Queryable,
  { validFrom, terms: changed, note, actor }: NewEvaluationTerms & { actor: string },
  now: Instant,
): Promise<StoredEvaluationTerms> {
  const [newest] = await listEvaluationTerms(db);
  if (!newest)
    throw new Problem('internal', 'evaluation_terms is empty; its first version comes with its table');
  const terms = changedTerms(newest.terms, changed);
  const stored = { version: newest.version + 1, validFrom, terms, note, recordedAt: now, actor };
  const { rowCount } = await db.query(
    `insert into evaluation_terms (version, valid_from, terms, note, recorded_at, actor)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [stored.version, validFrom, JSON.stringify(terms), note, new Date(now), actor],
  );
  if (rowCount !== 1)
    throw new Problem('conflict', 'Somebody else changed the terms just now; look at them again.');
  await recordAudit(db, {
    at: now,
    actor,
    action: 'evaluation_terms.set',
    subject: { kind: 'evaluation_terms', id: String(stored.version) },
    detail: { validFrom, terms: changed, note },
  });
  return stored;
}
