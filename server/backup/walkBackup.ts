import { createHash } from 'node:crypto';
import {
  backupEndSchema,
  backupHeadSchema,
  entryNames,
  tableOfPart,
  type BackupEnd,
  type BackupHead,
} from './backupDocument.ts';
import type { BackupKey } from './backupKey.ts';
import { backupEntries, damaged, readDocument, readText, type BackupEntry } from './readBackup.ts';

/** What is done with a backup as it is read; nothing of it, to look whether it is whole. */
export interface BackupSink {
  head?(head: BackupHead): Promise<void>;
  /** The key personal data is sealed under; comes right after the head, in an encrypted backup alone. */
  secret?(secret: Buffer): Promise<void>;
  rows?(table: BackupHead['tables'][number], part: Uint8Array): Promise<void>;
  /** All rows of a table were given. Answers how many there were, where it knows. */
  tableRead?(name: string): Promise<number | undefined>;
}

/**
 * Reads a backup from its first byte to its last and compares every table with what was written.
 * @throws Problem when a byte of it is not as it was, or the key is wrong
 */
export async function walkBackup(
  file: string,
  key: BackupKey | undefined,
  sink: BackupSink,
): Promise<{ head: BackupHead; end: BackupEnd }> {
  let head: BackupHead | undefined;
  let end: BackupEnd | undefined;
  const read = new Map<string, TableRead>();
  let current: string | undefined;
  const close = async (): Promise<void> => {
    const table = current === undefined ? undefined : read.get(current);
    if (table && current !== undefined) table.rows = await sink.tableRead?.(current);
    current = undefined;
  };
  for await (const entry of backupEntries(file, key)) {
    const table = tableOfPart(entry.name);
    if (head === undefined) {
      if (entry.name !== entryNames.head) throw damaged(file);
      head = await readDocument(file, entry, backupHeadSchema);
      await sink.head?.(head);
    } else if (entry.name === entryNames.key) {
      await sink.secret?.(Buffer.from((await readText(entry)).trim(), 'hex'));
    } else if (entry.name === entryNames.end) {
      await close();
      end = await readDocument(file, entry, backupEndSchema);
    } else {
      const known = head.tables.find(({ name }) => name === table);
      if (!known) throw damaged(file);
      if (current !== known.name) await close();
      current = known.name;
      const seen = read.get(current) ?? { hash: createHash('sha256'), bytes: 0, rows: undefined };
      read.set(current, seen);
      await takePart(entry, seen, async (part) => sink.rows?.(known, part));
    }
  }
  if (!head || !end) throw damaged(file);
  for (const { name, rows, bytes, sha256 } of end.tables) {
    const seen = read.get(name) ?? { hash: createHash('sha256'), bytes: 0, rows: undefined };
    if (seen.bytes !== bytes || seen.hash.digest('hex') !== sha256 || (seen.rows ?? rows) !== rows)
      throw damaged(file);
  }
  return { head, end };
}

interface TableRead {
  hash: ReturnType<typeof createHash>;
  bytes: number;
  rows: number | undefined;
}

async function takePart(
  { body }: BackupEntry,
  seen: TableRead,
  take: (part: Uint8Array) => Promise<void>,
): Promise<void> {
  for await (const part of body) {
    seen.hash.update(part);
    seen.bytes += part.length;
    await take(part);
  }
}
