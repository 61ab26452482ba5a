import type { DatabaseFacts } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';

/** The newest backup, and the one that the database came from. */
export async function backupFacts(
  db: Queryable,
): Promise<Pick<DatabaseFacts, 'lastBackup' | 'restoredFrom'>> {
  const [last, origin] = [await newestBackup(db), await newestRestored(db)];
  return {
    lastBackup: last && { ...last, takenAt: instantText(last.takenAt) },
    restoredFrom: origin && {
      file: origin.file,
      takenAt: instantText(origin.takenAt),
      restoredAt: instantText(origin.restoredAt),
    },
  };
}

type StoredBackup = Omit<NonNullable<DatabaseFacts['lastBackup']>, 'takenAt'> & { takenAt: Instant };

async function newestBackup(db: Queryable): Promise<StoredBackup | null> {
  const { rows } = await db.query<StoredBackup>(
    `select taken_at as "takenAt", file, bytes, sha256, encrypted, verified, version, engine
       from backups order by taken_at desc, backup_id desc limit 1`,
  );
  return rows[0] ?? null;
}

async function newestRestored(
  db: Queryable,
): Promise<{ takenAt: Instant; file: string; restoredAt: Instant } | null> {
  const { rows } = await db.query<{ takenAt: Instant; file: string; restoredAt: Instant }>(
    `select taken_at as "takenAt", file, restored_at as "restoredAt"
       from backups where restored_at is not null order by restored_at desc, backup_id desc limit 1`,
  );
  return rows[0] ?? null;
}
