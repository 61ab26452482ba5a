import { Problem } from '#contract/problem';
import type { ReportKind } from '#contract/reports/reportKind';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

export interface TemplateRow {
  templateId: number;
  name: string;
  kind: ReportKind;
  bytes: number;
  sha256: string;
  addedBy: string;
  addedAt: Instant;
  unknown: string[] | null;
  unused: string[] | null;
}

export interface NewTemplate extends Omit<TemplateRow, 'templateId' | 'bytes'> {
  file: Buffer;
}

export async function insertTemplate(db: Queryable, given: NewTemplate): Promise<number> {
  const { rows } = await db.query<{ templateId: number }>(
    `insert into report_templates (name, kind, file, bytes, sha256, added_by, added_at, unknown, unused)
     values ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9::text[])
     returning template_id as "templateId"`,
    [
      given.name,
      given.kind,
      given.file,
      given.file.length,
      given.sha256,
      given.addedBy,
      new Date(given.addedAt),
      given.unknown,
      given.unused,
    ],
  );
  return rows[0]?.templateId ?? 0;
}

/** By kind and name. */
export async function listTemplates(db: Queryable): Promise<TemplateRow[]> {
  const { rows } = await db.query<TemplateRow>(
    `select template_id as "templateId", name, kind, bytes, sha256, added_by as "addedBy", added_at as "addedAt",
            unknown, unused
       from report_templates where deleted_at is null order by kind, name, template_id`,
  );
  return rows;
}

/** @throws Problem `invalid`: there is no such template of this kind */
export async function templateFile(db: Queryable, templateId: number, kind: ReportKind): Promise<Buffer> {
  const { rows } = await db.query<{ file: Buffer }>(
    'select file from report_templates where template_id = $1 and kind = $2 and deleted_at is null',
    [templateId, kind],
  );
  const [row] = rows;
  if (row) return row.file;
  throw new Problem(
    'invalid',
    `There is no template ${templateId} for reports of this kind; GET /api/v1/report-templates lists them.`,
    { path: 'template' },
  );
}

/** What was printed with it stays; it is offered no more. */
export async function deleteTemplate(db: Queryable, templateId: number, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `update report_templates set deleted_at = $2, file = '' where template_id = $1 and deleted_at is null`,
    [templateId, new Date(now)],
  );
  return rowCount === 1;
}

/** The newest report of the kind that says something: what a template is tried on. */
export async function newestOfKind(db: Queryable, kind: ReportKind): Promise<number | undefined> {
  const { rows } = await db.query<{ reportId: number }>(
    `select r.report_id as "reportId" from reports r
      where r.kind = $1 and exists (select from report_snapshots s where s.report_id = r.report_id)
      order by r.report_id desc limit 1`,
    [kind],
  );
  return rows[0]?.reportId;
}
