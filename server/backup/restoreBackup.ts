import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { Problem } from '#contract/problem';
import { migrate } from '../db/migrate.ts';
import { migrationFiles } from '../db/migrationFiles.ts';
import { inTransaction } from '../db/transaction.ts';
import type { BackupHead } from './backupDocument.ts';
import type { BackupKey } from './backupKey.ts';
import { setSequences } from './backupTables.ts';
import { mustBeEmpty } from './mustBeEmpty.ts';
import { dropIndexes, emptyTables, setTriggers } from './restoreStore.ts';
import { walkBackup } from './walkBackup.ts';

export interface RestoreOptions {
  file: string;
  key: BackupKey | undefined;
  /** Makes sure that the key personal data was sealed under is the one used here. `secret`: from the backup, where it is. */
  fitKey: (fingerprint: string, secret: Buffer | undefined) => Promise<void>;
  progress?: (table: string, bytes: number) => void;
}

export interface RestoreSummary {
  takenAt: string;
  duban: string;
  tables: number;
  rows: number;
  /** Applied after the rows were in: the backup was made by an older version. */
  migrated: string[];
}

/**
 * 1. Reads the head: a backup of a newer version, or a database that holds something, is refused before anything is done.
 * 2. Brings the schema to where it was when the backup was made.
 * 3. In one transaction: empties the tables, copies every row, sets the sequences, makes the indexes again.
 * 4. Applies what is newer than the backup.
 * Whatever fails leaves a database without a row of it.
 * @throws Problem
 */
export async function restoreBackup(
  { pool, url }: { pool: Pool; url: string },
  options: RestoreOptions,
): Promise<RestoreSummary> {
  await mustBeEmpty(pool);
  const { head, end } = await inTransaction(pool, async (db) => {
    const copy = copier(db);
    let known: BackupHead | undefined;
    let fits = false;
    let indexes: string[] = [];
    const fit = async (secret?: Buffer): Promise<void> => {
      if (known && !fits) await options.fitKey(known.keyFingerprint, secret);
      fits = true;
    };
    const walked = await walkBackup(options.file, options.key, {
      async head(found) {
        await mustBeKnown(found);
        await migrate(url, { only: new Set(found.migrations.map(({ name }) => name)) });
        known = found;
        const names = found.tables.map(({ name }) => name);
        await db.query('set local statement_timeout = 0');
        await setTriggers(db, names, 'disable');
        await emptyTables(db, names);
        indexes = await dropIndexes(db, names);
      },
      secret: fit,
      async rows(table, part) {
        await fit();
        await copy.write(table, part);
        options.progress?.(table.name, part.length);
      },
      tableRead: () => copy.end(),
    });
    for (const definition of indexes) await db.query(definition);
    await setSequences(db, walked.end.sequences);
    await setTriggers(
      db,
      walked.head.tables.map(({ name }) => name),
      'enable',
    );
    return walked;
  });
  const migrated = await migrate(url);
  await pool.query('analyze');
  return {
    takenAt: head.takenAt,
    duban: head.duban,
    tables: end.tables.length,
    rows: end.tables.reduce((sum, { rows }) => sum + rows, 0),
    migrated,
  };
}

async function mustBeKnown({ migrations, duban }: BackupHead): Promise<void> {
  const files = new Map((await migrationFiles(true)).map((file) => [file.name, file.checksum]));
  const unknown = migrations.find(({ name, checksum }) => files.get(name) !== checksum);
  if (unknown)
    throw new Problem(
      'configuration',
      `The backup was made by duban ${duban} with migrations/${unknown.name}, which this version does not have so; restore it with that version or a newer one.`,
    );
}

/** One COPY a table, fed part by part. */
function copier(db: PoolClient) {
  let stream: (CopyStreamQuery & Writable) | undefined;
  let failure: unknown;
  return {
    async write({ name, columns }: BackupHead['tables'][number], part: Uint8Array): Promise<void> {
      if (!stream) {
        const listed = columns.map((column) => db.escapeIdentifier(column)).join(', ');
        stream = db.query(copyFrom(`copy ${db.escapeIdentifier(name)} (${listed}) from stdin`));
        stream.on('error', (error) => (failure = error));
      }
      if (failure) throw failure;
      if (!stream.write(part)) await once(stream, 'drain');
    },
    async end(): Promise<number | undefined> {
      const done = stream;
      stream = undefined;
      if (!done) return undefined;
      done.end();
      await finished(done);
      return done.rowCount;
    },
  };
}
