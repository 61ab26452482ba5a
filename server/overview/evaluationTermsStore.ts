import { Problem } from '#contract/problem';
import type { NewEvaluationTerms } from '#contract/evaluationSchema';
import { scoredParts } from '#contract/evaluation';
import type { Instant, LocalDay } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Queryable } from '../db/queryable.ts';
import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';

export interface StoredEvaluationTerms {
  version: number;
  validFrom: LocalDay;
  terms: EvaluationTerms;
  note: string;
  recordedAt: Instant;
  actor: string;
}

/** Every version, the newest first. */
export async function listEvaluationTerms(db: Queryable): Promise<StoredEvaluationTerms[]> {
  const { rows } = await db.query<StoredEvaluationTerms>(
    `select version, valid_from as "validFrom", terms, note, recorded_at as "recordedAt", actor
       from evaluation_terms order by version desc`,
  );
  return rows;
}

/** The terms that hold on a day: the newest that have begun. */
export async function evaluationTermsOn(
  db: Queryable,
  day: LocalDay,
): Promise<StoredEvaluationTerms | undefined> {
  const { rows } = await db.query<StoredEvaluationTerms>(
    `select version, valid_from as "validFrom", terms, note, recorded_at as "recordedAt", actor
       from evaluation_terms where valid_from <= $1 order by version desc limit 1`,
    [day],
  );
  return rows[0];
}

/**
 * Records the next version: the newest one with the parts changed. `db` must be inside a transaction: the audit tells of
 * it in the same. @throws Problem `invalid` when nothing that is scored weighs anything, `conflict` when somebody else
 * recorded that version first
 */
export async function addEvaluationTerms(
  db: Queryable,
  { validFrom, terms: changed, note, actor }: NewEvaluationTerms & { actor: string },
  now: Instant,
): Promise<StoredEvaluationTerms> {
  const [newest] = await listEvaluationTerms(db);
  if (!newest)
    throw new Problem('internal', 'evaluation_terms is empty; its first version comes with its table');
  const { weights, scales, grades, dataRules } = newest.terms;
  const terms: EvaluationTerms = {
    weights: { ...weights, ...changed.weights },
    scales: { ...scales, ...changed.scales },
    grades: changed.grades ?? grades,
    dataRules: changed.dataRules ?? dataRules,
  };
  if (scoredParts.every((part) => terms.weights[part] === 0))
    throw new Problem(
      'invalid',
      'The field "weights" leaves nothing to score by; weigh a part that is scored.',
      {
        path: 'terms.weights',
      },
    );
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
