import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createTarPacker, type TarPackController } from 'modern-tar';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Instant } from '#contract/time';
import { inSnapshot } from '../db/transaction.ts';
import { entryNames, type BackedUpTable, type BackupEnd, type BackupHead } from './backupDocument.ts';
import { keyFingerprint, sealStream, type BackupKey } from './backupKey.ts';
import { sequenceValues, tablesToBackUp } from './backupTables.ts';
import { webStream } from './webStream.ts';

export interface BackupOptions {
  file: string;
  /** Undefined: anybody who has the file can read it, so it holds no secret key. */
  key: BackupKey | undefined;
  now: Instant;
  version: string;
  /** Rows of the table that is being written. */
  progress?: (table: string, rows: number) => void;
}

export interface BackupSummary {
  file: string;
  bytes: number;
  encrypted: boolean;
  tables: number;
  rows: number;
}

const partSize = 4 * 2 ** 20;

/**
 * Writes one unchanging picture of the database, while the server goes on: a gzipped tar of COPY's text format, in an
 * age file when a key is given (`age -d | tar xz` opens it without duban). The file is whole or not there: it gets its
 * name once it is on the disk.
 * @throws Problem, or the disk's error
 */
export async function writeBackup(
  { pool, secret }: { pool: Pool; secret: Buffer },
  options: BackupOptions,
): Promise<BackupSummary> {
  const unfinished = `${options.file}.unfinished`;
  const { readable, controller } = createTarPacker();
  try {
    const [end] = await Promise.all([
      inSnapshot(pool, (db) => pack(db, controller, secret, options)).catch((error: unknown) => {
        controller.error(error);
        throw error;
      }),
      store(readable, unfinished, options.key),
    ]);
    const bytes = await syncedSize(unfinished);
    await rename(unfinished, options.file);
    const rows = end.tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      file: options.file,
      bytes,
      encrypted: options.key !== undefined,
      tables: end.tables.length,
      rows,
    };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function store(
  tar: ReadableStream<Uint8Array>,
  file: string,
  key: BackupKey | undefined,
): Promise<void> {
  const zipped = Readable.from(tar).pipe(createGzip({ level: 4 }));
  const bytes = key ? Readable.from(await sealStream(webStream(zipped), key)) : zipped;
  await pipeline(bytes, createWriteStream(file, { mode: 0o600 }));
}

async function pack(
  db: PoolClient,
  tar: TarPackController,
  secret: Buffer,
  { key, now, version, progress }: BackupOptions,
): Promise<BackupEnd> {
  await db.query('set local statement_timeout = 0');
  const head: BackupHead = {
    format: 1,
    duban: version,
    takenAt: new Date(now).toISOString(),
    migrations: await appliedMigrations(db),
    keyFingerprint: keyFingerprint(secret),
    tables: await tablesToBackUp(db),
  };
  await add(tar, entryNames.head, JSON.stringify(head, null, 2));
  if (key) await add(tar, entryNames.key, `${secret.toString('hex')}\n`);
  const tables: BackedUpTable[] = [];
  for (const table of head.tables) tables.push(await packTable(db, tar, table, progress));
  const end = { tables, sequences: await sequenceValues(db) };
  await add(tar, entryNames.end, JSON.stringify(end, null, 2));
  tar.finalize();
  return end;
}

async function packTable(
  db: PoolClient,
  tar: TarPackController,
  { name, columns }: BackupHead['tables'][number],
  progress: BackupOptions['progress'],
): Promise<BackedUpTable> {
  const listed = columns.map((column) => db.escapeIdentifier(column)).join(', ');
  // of a select: the parent of a hypertable holds no rows itself
  const rows = db.query(copyTo(`copy (select ${listed} from ${db.escapeIdentifier(name)}) to stdout`));
  const hash = createHash('sha256');
  let [bytes, nth, held, waiting] = [0, 0, 0, [] as Buffer[]];
  const flush = async (): Promise<void> => {
    await add(tar, entryNames.part(name, (nth += 1)), Buffer.concat(waiting));
    [held, waiting] = [0, []];
    progress?.(name, rows.rowCount);
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    held += chunk.length;
    waiting.push(chunk);
    if (held >= partSize) await flush();
  }
  if (held > 0) await flush();
  return { name, rows: rows.rowCount, bytes, sha256: hash.digest('hex') };
}

async function add(tar: TarPackController, name: string, content: string | Buffer): Promise<void> {
  const body = Buffer.from(content);
  const writer = tar.add({ name, size: body.length, type: 'file', mode: 0o600 }).getWriter();
  await writer.write(body);
  await writer.close();
}

async function appliedMigrations(db: PoolClient): Promise<BackupHead['migrations']> {
  const { rows } = await db.query<BackupHead['migrations'][number]>(
    'select name, checksum from schema_migrations order by name',
  );
  return rows;
}

/** A rename may reach the disk before the bytes do, unless they are told to go first. */
async function syncedSize(file: string): Promise<number> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
