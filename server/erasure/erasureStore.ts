import type { Erasure, NewErasure } from '#contract/erasureSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface ErasureRow extends NewErasure {
  erasureId: number;
  state: Erasure['state'];
  askedAt: Instant;
  askedBy: string;
  decidedAt: Instant | null;
  decidedBy: string | null;
  erased: Erasure['erased'];
}

export async function insertErasure(
  db: Queryable,
  asked: NewErasure,
  { at, by }: { at: Instant; by: string },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into erasures (reference, reason, case_ids, letter_ids, files, state, asked_at, asked_by)
     values ($1, $2, $3, $4, $5, 'asked', $6, $7) returning erasure_id as id`,
    [asked.reference, asked.reason, asked.caseIds, asked.letterIds, asked.files, new Date(at), by],
  );
  return rows[0]?.id ?? 0;
}

/** Newest first. */
export async function listErasures(db: Queryable, limit: number): Promise<ErasureRow[]> {
  const { rows } = await db.query<ErasureRow>(
    `select erasure_id as "erasureId", reference, reason, case_ids as "caseIds", letter_ids as "letterIds", files, state,
            asked_at as "askedAt", asked_by as "askedBy", decided_at as "decidedAt", decided_by as "decidedBy", erased
       from erasures order by erasure_id desc limit $1`,
    [limit],
  );
  return rows;
}

/** Locked until the transaction ends; undefined: there is none. */
export async function lockErasure(db: Queryable, erasureId: number): Promise<ErasureRow | undefined> {
  const { rows } = await db.query<ErasureRow>(
    `select erasure_id as "erasureId", reference, reason, case_ids as "caseIds", letter_ids as "letterIds", files, state,
            asked_at as "askedAt", asked_by as "askedBy", decided_at as "decidedAt", decided_by as "decidedBy", erased
       from erasures where erasure_id = $1 for update`,
    [erasureId],
  );
  return rows[0];
}

export async function decideErasure(
  db: Queryable,
  {
    erasureId,
    state,
    at,
    by,
    erased,
  }: { erasureId: number; state: 'done' | 'refused'; at: Instant; by: string; erased: Erasure['erased'] },
): Promise<void> {
  await db.query(
    `update erasures set state = $2, decided_at = $3, decided_by = $4, erased = $5 where erasure_id = $1`,
    [erasureId, state, new Date(at), by, erased === null ? null : JSON.stringify(erased)],
  );
}

/** Administrators of all places beside this one: who can decide. */
export async function otherAdministrators(db: Queryable, name: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from accounts
      where role = 'admin' and region is null and department is null and disabled_at is null and name <> $1`,
    [name],
  );
  return rows[0]?.n ?? 0;
}
