import type { ReportFormat } from '#contract/reports/reportKind';
import type { Instant } from '#contract/time';
import type { Language } from '#contract/wording/language';
import type { Queryable } from '../../db/queryable.ts';

export interface ArchivedFile {
  format: Exclude<ReportFormat, 'json'>;
  language: Language;
  file: Buffer;
  sha256: string;
  missing: readonly string[];
}

export async function insertFile(
  db: Queryable,
  reportId: number,
  { format, language, file, sha256, missing }: ArchivedFile,
  now: Instant,
): Promise<void> {
  await db.query(
    `insert into report_files (report_id, format, language, file, bytes, sha256, missing, made_at)
     values ($1, $2, $3, $4, $5, $6, $7::text[], $8)`,
    [reportId, format, language, file, file.length, sha256, missing, new Date(now)],
  );
}

/** As it was archived when the report was issued. */
export async function archivedFile(
  db: Queryable,
  reportId: number,
  format: ReportFormat,
  language: Language,
): Promise<{ file: Buffer; sha256: string } | undefined> {
  const { rows } = await db.query<{ file: Buffer; sha256: string }>(
    'select file, sha256 from report_files where report_id = $1 and format = $2 and language = $3',
    [reportId, format, language],
  );
  return rows[0];
}
