import { resolve } from 'node:path';
import type { Instant } from '#contract/time';
import { openDatabase } from '../db/openDatabase.ts';
import { answering, since } from './backupCommand.ts';
import { fitSecretKey, type KeyPlace } from './fitSecretKey.ts';
import { progressOn, type BackupIo } from './progressOn.ts';
import { readBackupArguments } from './readBackupArguments.ts';
import { recordBackup } from './recordBackup.ts';
import { restoreBackup } from './restoreBackup.ts';

export const restoreUsage = 'duban restore FILE [--identity-file FILE | --passphrase-file FILE] [--progress]';

/**
 * `duban restore FILE` into the empty database of DATABASE_URL or the empty data folder. Exit code 0 done, 1 failed,
 * 2 wrong usage. Ends with one line of JSON on stdout.
 */
export async function restoreCommand(
  args: string[],
  io: BackupIo,
  place: KeyPlace,
  now: Instant,
): Promise<number> {
  return answering(io, async () => {
    const { file, key, progress } = await readBackupArguments(args, 'open');
    const show = progressOn(io, progress, 'bytes');
    const begun = performance.now();
    const database = await openDatabase({
      databaseUrl: place.databaseUrl,
      dataDir: place.dataDir,
      applicationName: 'duban restore',
      statementTimeout: 0,
      migrated: false,
      onNotice: io.err,
    });
    try {
      const summary = await restoreBackup(database, {
        file,
        key,
        fitKey: (fingerprint, secret) => fitSecretKey(place, fingerprint, secret),
        progress: (table, bytes) => show.add(table, bytes),
      });
      await recordBackup(
        database.pool,
        {
          file: resolve(file),
          takenAt: Date.parse(summary.takenAt),
          encrypted: key !== undefined,
          verified: true,
          version: summary.duban,
        },
        now,
      );
      show.end();
      io.out(JSON.stringify({ ...summary, seconds: since(begun) }));
    } finally {
      await database.close();
    }
  });
}
