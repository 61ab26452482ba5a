import { testCasePrefix } from '#contract/firstRun';
import { Problem } from '#contract/problem';
import type { NewQualityTerms } from '#contract/sourceQualitySchema';
import type { Instant, LocalDay } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Queryable } from '../db/queryable.ts';
import type { QualityTerms } from '../domain/quality/scoreSource.ts';

/** The thresholds that hold on a day. */
export async function qualityTerms(
  db: Queryable,
  on: LocalDay,
): Promise<{ version: number; terms: QualityTerms } | undefined> {
  const { rows } = await db.query<{ version: number; terms: QualityTerms }>(
    'select version, terms from quality_terms where valid_from <= $1 order by version desc limit 1',
    [on],
  );
  return rows[0];
}

export interface StoredQualityTerms {
  version: number;
  validFrom: LocalDay;
  terms: QualityTerms;
  note: string;
  recordedAt: Instant;
  actor: string;
}

/** Every version, the newest first. */
export async function listQualityTerms(db: Queryable): Promise<StoredQualityTerms[]> {
  const { rows } = await db.query<StoredQualityTerms>(
    `select version, valid_from as "validFrom", terms, note, recorded_at as "recordedAt", actor
       from quality_terms order by version desc`,
  );
  return rows;
}

/** Records the next version: the newest one with the parts changed. */
/** `db` must be inside a transaction: the audit tells of it in the same. */
export async function addQualityTerms(
  db: Queryable,
  { validFrom, terms, note, actor }: NewQualityTerms & { actor: string },
  now: Instant,
): Promise<StoredQualityTerms> {
  const { rows } = await db.query<StoredQualityTerms>(
    `insert into quality_terms (version, valid_from, terms, note, recorded_at, actor)
     select version + 1, $1, terms || $2::jsonb, $3, $4, $5 from quality_terms order by version desc limit 1
     on conflict do nothing
     returning version, valid_from as "validFrom", terms, note, recorded_at as "recordedAt", actor`,
    [validFrom, JSON.stringify(terms), note, new Date(now), actor],
  );
  const [stored] = rows;
  if (!stored) throw new Problem('conflict', 'Somebody else changed the terms just now; look at them again.');
  const { version } = stored;
  await recordAudit(db, {
    at: now,
    actor,
    action: 'quality_terms.set',
    subject: { kind: 'quality_terms', id: `${version}` },
    detail: { validFrom, terms, note },
  });
  return stored;
}

export interface Silence {
  sourceId: number;
  from: Instant;
  /** Null: it lasts. */
  to: Instant | null;
}

/** When sources were silent in a span, as FEED-01 found it. */
export async function listSilences(
  db: Queryable,
  { from, to }: { from: Instant; to: Instant },
  sourceId: number | null,
): Promise<Silence[]> {
  const { rows } = await db.query<Silence>(
    `select source_id as "sourceId", occurred_at as "from", ended_at as "to" from flags
      where subject_kind = 'source' and rule = 'FEED-01' and status <> 'withdrawn'
        and occurred_at < $2 and coalesce(ended_at, 'infinity') > $1
        and ($3::integer is null or source_id = $3)`,
    [new Date(from), new Date(to), sourceId],
  );
  return rows;
}

/** Cases whose first event lies in the span and that name no item or department yet, by source; no test cases. */
export async function countUnopened(
  db: Queryable,
  { from, to }: { from: Instant; to: Instant },
  sourceId: number | null,
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ sourceId: number; n: number }>(
    `select source_id as "sourceId", count(*) as n from cases
      where stage = 'unopened' and first_event_at >= $1 and first_event_at < $2
        and ($3::integer is null or source_id = $3) and case_id not like $4
      group by source_id`,
    [new Date(from), new Date(to), sourceId, `${testCasePrefix}%`],
  );
  return new Map(rows.map((row) => [row.sourceId, row.n]));
}
