import { z } from 'zod';

/** What the first entry of a backup says: enough to decide whether it can be restored here, before a row is read. */
export const backupHeadSchema = z.object({
  format: z.literal(1),
  duban: z.string(),
  takenAt: z.iso.datetime({ offset: true }),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Of the key that personal data is sealed under; says nothing about the key itself. */
  keyFingerprint: z.string(),
  /** In the order they are restored: none refers to a later one. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export type BackupHead = z.infer<typeof backupHeadSchema>;

/** The last entry: without it the file was cut. */
export const backupEndSchema = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.number() })),
});
export type BackupEnd = z.infer<typeof backupEndSchema>;
export type BackedUpTable = BackupEnd['tables'][number];

/** Names of the entries. A table's rows are in parts, as COPY's text format has them. */
export const entryNames = {
  head: 'head.json',
  key: 'secret.key',
  end: 'end.json',
  part: (table: string, nth: number): string => `tables/${table}/${String(nth).padStart(6, '0')}.copy`,
} as const;

/** The table of a part; undefined for an entry that is none. */
export function tableOfPart(entry: string): string | undefined {
  return /^tables\/([a-z0-9_]+)\/\d{6}\.copy$/.exec(entry)?.[1];
}
