import type { Account, Role } from '#contract/account';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { randomSecret, sha256 } from './secret.ts';

/** How an API token begins, so that people, log scanners and the ingest routes can tell it from a source key. */
export const tokenPrefix = 'dbt_';
const usedEvery = 60_000;

/** A right that is left out is the account's. */
export interface NewToken {
  account: string;
  name: string;
  expiresAt: Instant | null;
  role?: Role | null;
  region?: string | null;
  department?: string | null;
}

export interface TokenRecord {
  tokenId: number;
  name: string;
  account: string;
  createdAt: Instant;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  lastUsedAt: Instant | null;
  /** What it is limited to; null: as the account. */
  role: Role | null;
  region: string | null;
  department: string | null;
}

/** Answers the token, which is stored nowhere; undefined when no enabled account has the name. */
export async function addToken(
  db: Queryable,
  token: NewToken,
  now: Instant,
): Promise<{ tokenId: number; secret: string } | undefined> {
  const secret = tokenPrefix + randomSecret();
  const { rows } = await db.query<{ tokenId: number }>(
    `insert into api_tokens (token_hash, account_id, name, created_at, expires_at, role, region, department)
     select $1, account_id, $3, $4, $5, $6, $7, $8 from accounts where name = $2 and disabled_at is null
     returning token_id as "tokenId"`,
    [
      sha256(secret),
      token.account,
      token.name,
      new Date(now),
      token.expiresAt === null ? null : new Date(token.expiresAt),
      token.role ?? null,
      token.region ?? null,
      token.department ?? null,
    ],
  );
  return rows[0] === undefined ? undefined : { tokenId: rows[0].tokenId, secret };
}

/**
 * The account of a live token (not revoked, not expired, the account not disabled), with the rights that the token is
 * limited to.
 */
export async function accountOfToken(
  db: Queryable,
  secret: string,
  now: Instant,
): Promise<(Account & { tokenName: string }) | undefined> {
  const { rows } = await db.query<Account & { tokenName: string }>(
    `select a.account_id as id, a.name, a.display_name as "displayName", coalesce(t.role, a.role) as role,
            coalesce(t.region, a.region) as region, coalesce(t.department, a.department) as department,
            t.name as "tokenName"
       from api_tokens t
       join accounts a using (account_id)
      where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2)
        and a.disabled_at is null`,
    [sha256(secret), new Date(now)],
  );
  return rows[0];
}

export async function touchToken(db: Queryable, secret: string, now: Instant): Promise<void> {
  await db.query(
    `update api_tokens set last_used_at = $2
      where token_hash = $1 and (last_used_at is null or last_used_at < $3)`,
    [sha256(secret), new Date(now), new Date(now - usedEvery)],
  );
}

/** False: no such token, or it was already revoked. */
export async function revokeToken(db: Queryable, tokenId: number, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `update api_tokens set revoked_at = $2 where token_id = $1 and revoked_at is null`,
    [tokenId, new Date(now)],
  );
  return rowCount === 1;
}

export async function listTokens(db: Queryable): Promise<TokenRecord[]> {
  const { rows } = await db.query<TokenRecord>(
    `select t.token_id as "tokenId", t.name, a.name as account, t.created_at as "createdAt",
            t.expires_at as "expiresAt", t.revoked_at as "revokedAt", t.last_used_at as "lastUsedAt",
            t.role, t.region, t.department
       from api_tokens t
       join accounts a using (account_id)
      order by t.token_id`,
  );
  return rows;
}

/** Every live token of an account ends. */
export async function revokeTokensOf(db: Queryable, account: string, now: Instant): Promise<void> {
  await db.query(
    `update api_tokens set revoked_at = $2
       from accounts a
      where a.account_id = api_tokens.account_id and a.name = $1 and api_tokens.revoked_at is null`,
    [account, new Date(now)],
  );
}
