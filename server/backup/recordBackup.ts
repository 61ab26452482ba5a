import { basename } from 'node:path';
import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { fileDigest } from './fileDigest.ts';

/** What a backup's row says beside what is read from the file. */
export interface FinishedBackup {
  file: string;
  takenAt: Instant;
  encrypted: boolean;
  verified: boolean;
  /** Of duban. */
  version: string;
}

/**
 * Notes a backup that is whole and in its place, with its audit record; a database that came from one notes it with
 * `restoredAt`, for no backup knows of itself.
 * @returns hex SHA-256 of the file
 */
export async function recordBackup(
  pool: Pool,
  { file, ...backup }: FinishedBackup,
  restoredAt?: Instant,
): Promise<string> {
  const { bytes, sha256 } = await fileDigest(file);
  const name = basename(file);
  await inTransaction(pool, async (db) => {
    await insertBackup(db, { ...backup, file: name, bytes, sha256, restoredAt: restoredAt ?? null });
    await recordAudit(db, {
      at: restoredAt ?? backup.takenAt,
      actor: restoredAt === undefined ? 'duban backup' : 'duban restore',
      action: restoredAt === undefined ? 'backup.taken' : 'backup.restored',
      subject: { kind: 'backup', id: name },
      detail: { takenAt: new Date(backup.takenAt).toISOString(), bytes, sha256, encrypted: backup.encrypted },
    });
  });
  return sha256;
}

async function insertBackup(
  db: Queryable,
  backup: FinishedBackup & { bytes: number; sha256: string; restoredAt: Instant | null },
): Promise<void> {
  await db.query(
    `insert into backups (taken_at, file, bytes, sha256, encrypted, verified, version, restored_at, engine)
     select $1, $2, $3, $4, $5, $6, $7, $8,
            'PostgreSQL ' || current_setting('server_version')
              || coalesce((select ', TimescaleDB ' || extversion from pg_extension where extname = 'timescaledb'), '')`,
    [
      new Date(backup.takenAt),
      backup.file,
      backup.bytes,
      backup.sha256,
      backup.encrypted,
      backup.verified,
      backup.version,
      backup.restoredAt === null ? null : new Date(backup.restoredAt),
    ],
  );
}
