import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** Where secrets are sealed that the database must not know (AES-256-GCM under DUBAN_SECRET_KEY). */
export interface Vault {
  seal(plain: Buffer): Buffer;
  open(sealed: Buffer): Buffer;
}

/** A secret that waits for its first code; one asked for again replaces it. False: a confirmed one stands already. */
export async function proposeFactor(
  db: Queryable,
  accountId: number,
  sealed: Buffer,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into second_factors (account_id, sealed, created_at) values ($1, $2, $3)
     on conflict (account_id) do update set sealed = excluded.sealed, created_at = excluded.created_at
      where second_factors.confirmed_at is null`,
    [accountId, sealed, new Date(now)],
  );
  return rowCount === 1;
}

/** The sealed secret, confirmed or still waiting. */
export async function factorOf(
  db: Queryable,
  accountId: number,
): Promise<{ sealed: Buffer; confirmed: boolean } | undefined> {
  const { rows } = await db.query<{ sealed: Buffer; confirmed: boolean }>(
    `select sealed, confirmed_at is not null as confirmed from second_factors where account_id = $1`,
    [accountId],
  );
  return rows[0];
}

export async function confirmFactor(db: Queryable, accountId: number, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `update second_factors set confirmed_at = $2 where account_id = $1 and confirmed_at is null`,
    [accountId, new Date(now)],
  );
  return rowCount === 1;
}

/** Uses a time step up. False: it, or a later one, was used already; a code that was seen is worth nothing. */
export async function useStep(db: Queryable, accountId: number, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update second_factors set last_step = $2 where account_id = $1 and last_step < $2`,
    [accountId, step],
  );
  return rowCount === 1;
}

/** False: there was none. Its recovery codes go with it. */
export async function removeFactor(db: Queryable, accountId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `with codes as (delete from recovery_codes where account_id = $1)
     delete from second_factors where account_id = $1`,
    [accountId],
  );
  return rowCount === 1;
}

/** Replaces the account's recovery codes. */
export async function setRecoveryCodes(
  db: Queryable,
  accountId: number,
  hashes: readonly Buffer[],
): Promise<void> {
  await db.query(`delete from recovery_codes where account_id = $1`, [accountId]);
  await db.query(
    `insert into recovery_codes (account_id, code_hash) select $1, code_hash from unnest($2::bytea[]) as given (code_hash)`,
    [accountId, hashes],
  );
}

/** Uses a recovery code up. False: unknown, or used. */
export async function useRecoveryCode(
  db: Queryable,
  accountId: number,
  hash: Buffer,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update recovery_codes set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null`,
    [accountId, hash, new Date(now)],
  );
  return rowCount === 1;
}

export async function recoveryCodesLeft(db: Queryable, accountId: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from recovery_codes where account_id = $1 and used_at is null`,
    [accountId],
  );
  return rows[0]?.n ?? 0;
}
