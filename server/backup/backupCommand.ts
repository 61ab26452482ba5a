import { resolve } from 'node:path';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { newKeyFile } from './backupKey.ts';
import { progressOn, type BackupIo } from './progressOn.ts';
import { readBackupArguments } from './readBackupArguments.ts';
import { recordBackup } from './recordBackup.ts';
import { walkBackup } from './walkBackup.ts';
import { writeBackup } from './writeBackup.ts';

export const backupUsage = `duban backup FILE [--recipient age1… | --recipient-file FILE | --passphrase-file FILE] [--progress]
duban backup verify FILE [--identity-file FILE | --passphrase-file FILE]
duban backup key`;

/** `duban backup FILE`: exit code 0 done, 1 failed, 2 wrong usage. Ends with one line of JSON on stdout. */
export async function backupCommand(
  args: string[],
  io: BackupIo,
  parts: { pool: Pool; secret: Buffer; now: Instant; version: string },
): Promise<number> {
  return answering(io, async () => {
    const { file, key, progress } = await readBackupArguments(args, 'close');
    const show = progressOn(io, progress, 'rows');
    const begun = performance.now();
    const summary = await writeBackup(parts, {
      file: resolve(file),
      key,
      now: parts.now,
      version: parts.version,
      progress: (table, rows) => show.say(table, rows),
    });
    // who holds no more than a recipient cannot open what was closed for it: that takes `verify` where the identity is
    const verified = key?.kind !== 'recipients';
    if (verified) await walkBackup(summary.file, key, {});
    const { now: takenAt, version } = parts;
    const { encrypted } = summary;
    const sha256 = await recordBackup(parts.pool, {
      file: summary.file,
      takenAt,
      encrypted,
      verified,
      version,
    });
    show.end();
    if (!key)
      io.err(
        'The backup is not encrypted and holds no secret key: keep DUBAN_SECRET_KEY (or secret.key of the data folder) beside it, and both from strangers.',
      );
    io.out(JSON.stringify({ ...summary, sha256, verified, seconds: since(begun) }));
  });
}

/** `duban backup verify FILE` and `duban backup key`, which need no database; undefined for anything else. */
export async function backupFileCommand(args: string[], io: BackupIo): Promise<number | undefined> {
  const [action, ...rest] = args;
  if (action === 'key' && rest.length === 0) {
    io.out((await newKeyFile()).trimEnd());
    return 0;
  }
  if (action !== 'verify') return undefined;
  return answering(io, async () => {
    const { file, key, progress } = await readBackupArguments(rest, 'open');
    const show = progressOn(io, progress, 'bytes');
    const begun = performance.now();
    const { head, end } = await walkBackup(file, key, {
      rows: ({ name }, part) => Promise.resolve(show.add(name, part.length)),
    });
    show.end();
    const rows = end.tables.reduce((sum, table) => sum + table.rows, 0);
    io.out(
      JSON.stringify({
        file,
        takenAt: head.takenAt,
        duban: head.duban,
        tables: end.tables.length,
        rows,
        seconds: since(begun),
      }),
    );
  });
}

/** Runs a command's work and says what went wrong. */
export async function answering(io: BackupIo, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    if (error.code === 'usage') io.err(`usage: ${backupUsage}`);
    return error.code === 'usage' ? 2 : 1;
  }
}

export const since = (begun: number): number => Math.round((performance.now() - begun) / 100) / 10;
