import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { Problem } from '#contract/problem';
import type { ReportFormat } from '#contract/reports/reportKind';
import { reportDocumentQuerySchema, reportQuerySchema } from '#contract/reports/reportSchema';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import type { Language } from '#contract/wording/language';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { downloadHeader } from '../http/downloadHeader.ts';
import { headerWords } from '../http/headerWords.ts';
import { hasTag } from '../http/ifNoneMatch.ts';
import { readQuery } from '../http/readInput.ts';
import { auditReport, reportSeen, type Actor, type Seen } from './actions/actor.ts';
import { addressOfReport, numberedOf, settingOf } from './documentSetting.ts';
import { asPrinted } from './documents/asPrinted.ts';
import { documentOf } from './documents/documentOf.ts';
import { extractOf } from './documents/extractOf.ts';
import { frameOf } from './documents/frame.ts';
import { paperOf } from './documents/paper.ts';
import { isOwn } from './reach.ts';
import type { FileCache } from './render/fileCache.ts';
import type { Render, RenderedFile } from './render/renderOrder.ts';
import { askedBy, reportIdOf, wholeReport, type ReportRoutesParts } from './reportRoutes.ts';
import { archivedFile } from './store/fileStore.ts';
import { newestSnapshot, type StoredSnapshot } from './store/snapshotStore.ts';
import { templateFile } from './store/templateStore.ts';

export interface ReportFileParts extends Omit<ReportRoutesParts, 'next'> {
  render: Render;
  cache: FileCache;
  /** As it signs; null: named after the city. */
  office: string | null;
  /** Where people reach the desk; null: not known. */
  deskUrl: string | null;
}

const types: Readonly<Record<ReportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** `GET /api/v1/reports/{reportId}`: what a report is, or a file of it; `…/document`: what it says, for a screen. */
export function reportFileRoutes(parts: ReportFileParts): Router {
  const { pool } = parts;
  const router = Router();
  const reader = requireRole(...permitted.readFigures);
  router.get('/api/v1/reports/:id', reader, async (req, res) => {
    const { format, language, template } = readQuery(req, reportQuerySchema);
    const actor = askedBy(res, parts);
    if (format !== undefined) return sendFile(parts, actor, { req, res, format, language, template });
    if (language !== undefined || template !== undefined)
      throw new Problem(
        'invalid',
        'The parameter "format" is missing: language and template are of a file.',
        {
          path: language === undefined ? 'template' : 'language',
        },
      );
    const whole = await wholeReport(pool, reportIdOf(req), actor);
    res.set('ETag', `"${whole.version}"`).json(whole);
  });
  router.get('/api/v1/reports/:id/document', reader, async (req, res) => {
    const { language } = readQuery(req, reportDocumentQuerySchema);
    const actor = askedBy(res, parts);
    const seen = await reportSeen(pool, reportIdOf(req), actor);
    const shown = await shownSnapshot(parts, seen);
    const setting = settingFor(parts, seen, actor, language);
    const snapshot: ReportSnapshot = JSON.parse(shown.document);
    res.json(asPrinted(documentOf(snapshot, setting)));
  });
  return router;
}

interface Asked {
  req: Request;
  res: Response;
  format: ReportFormat;
  language: Language | undefined;
  template: number | undefined;
}

async function sendFile(parts: ReportFileParts, actor: Actor, asked: Asked): Promise<void> {
  const { req, res, format } = asked;
  const seen = await reportSeen(parts.pool, reportIdOf(req), actor);
  const { report } = seen;
  const language = asked.language ?? report.language;
  const shown = await shownSnapshot(parts, seen);
  const tag = `"${shown.sha256}.${format}.${language}.${report.status}.${asked.template ?? 0}"`;
  res.set({ ETag: tag, 'Cache-Control': 'private, no-cache' });
  if (hasTag(req, tag)) return void res.status(304).end();
  const { file, missing, unknown } =
    format === 'json'
      ? { file: Buffer.from(shown.document), missing: [], unknown: [] }
      : await printed(parts, actor, seen, shown, { ...asked, format, language });
  // what is issued is everybody's; who took along what may still become otherwise can be asked for it
  if (report.status !== 'issued') {
    const detail = { status: report.status, format, language, sha256: shown.sha256 };
    await auditReport(parts.pool, actor, 'printed', report.reportId, detail);
  }
  const name = fileName(seen, actor, shown, language);
  res.set({
    'Content-Disposition': downloadHeader(`${name}.${format}`, `${plainName(report)}.${format}`),
    'Content-Type': types[format],
    // nothing of it runs, should a browser show it
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'X-Report-Sha256': shown.sha256,
    ...(missing.length > 0 ? { 'X-Report-Missing': headerWords(missing, '') } : {}),
    ...(unknown.length > 0 ? { 'X-Report-Unknown': headerWords(unknown, ',') } : {}),
  });
  res.send(file);
}

const settingFor = (
  { office }: Pick<ReportFileParts, 'office'>,
  { report }: Seen,
  { catalogue }: Actor,
  language: Language = report.language,
) => settingOf({ ...report, numbered: numberedOf(report) }, { language, office, catalogue });

/** The snapshot; of what others may still appeal, the caller's own rows of it. */
async function shownSnapshot(
  { pool }: Pick<ReportFileParts, 'pool'>,
  { report, sight, reach }: Seen,
): Promise<StoredSnapshot> {
  const stored = await newestSnapshot(pool, report.reportId);
  if (stored === undefined)
    throw new Problem('conflict', `Report ${report.reportId} is ${report.status}; it says nothing yet.`);
  if (sight === 'whole') return stored;
  const whole: ReportSnapshot = JSON.parse(stored.document);
  const document = JSON.stringify(extractOf(whole, (by, code) => isOwn(reach, by, code)));
  return { ...stored, document, sha256: createHash('sha256').update(document).digest('hex') };
}

async function printed(
  { pool, render, cache, office, deskUrl }: ReportFileParts,
  actor: Actor,
  seen: Seen,
  shown: StoredSnapshot,
  {
    format,
    language,
    template,
  }: { format: Exclude<ReportFormat, 'json'>; language: Language; template?: number | undefined },
): Promise<RenderedFile> {
  const { report, sight } = seen;
  if (template !== undefined && format !== 'docx')
    throw new Problem('invalid', 'A template is a docx; ask for format=docx.', { path: 'template' });
  if (template !== undefined) mustOrder(actor);
  const nothingElse = { missing: [], unknown: [], unused: [] };
  if (report.status === 'issued' && sight === 'whole' && template === undefined) {
    const kept = await archivedFile(pool, report.reportId, format, language);
    if (kept) return { file: kept.file, ...nothingElse };
  }
  const setting = settingFor({ office }, seen, actor, language);
  const key = JSON.stringify([shown.sha256, setting, format, template ?? 0]);
  const address = addressOfReport(deskUrl, report.reportId);
  const own = template === undefined ? null : await templateFile(pool, template, report.kind);
  return cache.once(key, () => render({ snapshot: shown.document, setting, format, address, template: own }));
}

/** Templates are known to those who have reports made: whoever is told of one reads it as it was issued. */
function mustOrder({ account }: Actor): void {
  const orderers: readonly string[] = permitted.orderReports;
  if (!orderers.includes(account.role))
    throw new Problem('forbidden', 'Your account prints no reports with templates; leave "template" out.', {
      path: 'template',
    });
}

/** Without any words: `monthly_bulletin-2026-10`, `monthly_bulletin-2026-10-500112`. */
const plainName = ({ kind, period, scopeCode }: Seen['report']): string =>
  [kind, period, ...(scopeCode === '' ? [] : [scopeCode])].join('-');

/** As the document calls itself. */
function fileName(seen: Seen, actor: Actor, shown: StoredSnapshot, language: Language): string {
  const snapshot: ReportSnapshot = JSON.parse(shown.document);
  return frameOf(paperOf(snapshot, settingFor({ office: null }, seen, actor, language))).fileName;
}
