import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

export interface StoredKey {
  keyId: number;
  label: string;
  createdAt: Instant;
  issuedBy: string;
  endsAt: Instant | null;
  lastUsedAt: Instant | null;
}

/** A source's keys, ended ones too, the newest first. */
export async function listKeys(db: Queryable, sourceId: number): Promise<StoredKey[]> {
  const { rows } = await db.query<StoredKey>(
    `select k.key_id as "keyId", k.label, k.created_at as "createdAt", k.issued_by as "issuedBy",
            k.revoked_at as "endsAt", u.last_used_at as "lastUsedAt"
       from source_keys k
       left join source_key_uses u using (key_id)
      where k.source_id = $1
      order by k.key_id desc`,
    [sourceId],
  );
  return rows;
}

/** @returns its number */
export async function insertKey(
  db: Queryable,
  key: { keyHash: Buffer; sourceId: number; label: string; issuedBy: string },
  now: Instant,
): Promise<number> {
  const { rows } = await db.query<{ keyId: number }>(
    `insert into source_keys (key_hash, source_id, created_at, label, issued_by) values ($1, $2, $3, $4, $5)
     returning key_id as "keyId"`,
    [key.keyHash, key.sourceId, new Date(now), key.label, key.issuedBy],
  );
  return rows[0]?.keyId ?? 0;
}

/** Ends one key at `at`, or all of the source that were valid longer. @returns how many */
export async function endKeys(
  db: Queryable,
  sourceId: number,
  keyId: number | null,
  at: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `update source_keys set revoked_at = $3
      where source_id = $1 and ($2::integer is null or key_id = $2) and (revoked_at is null or revoked_at > $3)`,
    [sourceId, keyId, new Date(at)],
  );
  return rowCount ?? 0;
}

/** Notes that a key was used. `keyHash` in hex. */
export async function noteKeyUse(db: Queryable, keyHash: string, at: Instant): Promise<void> {
  await db.query(
    `insert into source_key_uses as u (key_id, last_used_at)
     select key_id, $2 from source_keys where key_hash = decode($1, 'hex')
     on conflict (key_id) do update set last_used_at = greatest(u.last_used_at, excluded.last_used_at)`,
    [keyHash, new Date(at)],
  );
}
