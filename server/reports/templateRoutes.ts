import { createHash } from 'node:crypto';
import express, { Router } from 'express';
import { Problem } from '#contract/problem';
import type { ReportKind } from '#contract/reports/reportKind';
import { newTemplateQuerySchema, type ReportTemplate } from '#contract/reports/reportSetupSchema';
import { recordAudit } from '../access/audit.ts';
import { actorOf, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { readNumber } from '../access/readNumber.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText } from '../http/instantText.ts';
import { readQuery } from '../http/readInput.ts';
import { numberedOf, settingOf } from './documentSetting.ts';
import { unpackDocx } from './docx/unpackDocx.ts';
import type { ReportFileParts } from './reportFileRoutes.ts';
import { reportById } from './store/reportStore.ts';
import { newestSnapshot } from './store/snapshotStore.ts';
import {
  deleteTemplate,
  insertTemplate,
  listTemplates,
  newestOfKind,
  type TemplateRow,
} from './store/templateStore.ts';

const largest = '5mb';

/**
 * `GET`, `POST /api/v1/report-templates`, `DELETE …/{id}`: a unit's own papers with placeholders. One that is added is
 * tried on the newest report of its kind, and says what it does not fill.
 */
export function templateRoutes(parts: ReportFileParts): Router {
  const { pool, clock } = parts;
  const router = Router();
  const keeper = [requireRole(...permitted.keepReportTemplates), requireAllPlaces('templates of reports')];
  router.get('/api/v1/report-templates', requireRole(...permitted.orderReports), async (_req, res) => {
    res.json({ items: (await listTemplates(pool)).map(answerOf) });
  });
  router.post(
    '/api/v1/report-templates',
    ...keeper,
    express.raw({ type: () => true, limit: largest }),
    async (req, res) => {
      const { name, kind } = readQuery(req, newTemplateQuerySchema);
      const file: unknown = req.body;
      if (!Buffer.isBuffer(file))
        throw new Problem('unsupported_media_type', 'A template is a Word document; save it as .docx.', {
          path: 'body',
        });
      // there may be no report yet to try it on
      unpackDocx(file);
      const tried = await tryOn(parts, kind, file);
      const sha256 = createHash('sha256').update(file).digest('hex');
      const added = { name, kind, file, sha256, addedBy: signedIn(res).name, addedAt: clock(), ...tried };
      const templateId = await inTransaction(pool, async (db) => {
        const id = await insertTemplate(db, added);
        await recordAudit(db, {
          at: added.addedAt,
          actor: actorOf(res),
          action: 'report_template.added',
          subject: { kind: 'report_template', id: String(id) },
          detail: { name, kind, sha256 },
        });
        return id;
      });
      res.status(201).json(answerOf({ ...added, templateId, bytes: file.length }));
    },
  );
  router.delete('/api/v1/report-templates/:id', ...keeper, async (req, res) => {
    const templateId = readNumber(String(req.params['id']), 'template');
    await inTransaction(pool, async (db) => {
      if (!(await deleteTemplate(db, templateId, clock())))
        throw new Problem('not_found', `There is no template "${templateId}" here.`);
      await recordAudit(db, {
        at: clock(),
        actor: actorOf(res),
        action: 'report_template.removed',
        subject: { kind: 'report_template', id: String(templateId) },
        detail: {},
      });
    });
    res.status(204).end();
  });
  return router;
}

/** Without any report of the kind nothing can be tried. @throws Problem for what is no template */
async function tryOn(
  { pool, render, catalogue, office }: ReportFileParts,
  kind: ReportKind,
  template: Buffer,
): Promise<Pick<TemplateRow, 'unknown' | 'unused'>> {
  const reportId = await newestOfKind(pool, kind);
  const report = reportId === undefined ? undefined : await reportById(pool, reportId);
  const snapshot = report && (await newestSnapshot(pool, report.reportId));
  if (!report || !snapshot) return { unknown: null, unused: null };
  const setting = settingOf(
    { ...report, numbered: numberedOf(report) },
    { language: report.language, office, catalogue: catalogue() },
  );
  const { unknown, unused } = await render({
    snapshot: snapshot.document,
    setting,
    format: 'docx',
    address: null,
    template,
  });
  return { unknown, unused };
}

const answerOf = ({
  templateId,
  name,
  kind,
  bytes,
  sha256,
  addedBy,
  addedAt,
  unknown,
  unused,
}: TemplateRow): ReportTemplate => ({
  templateId,
  name,
  kind,
  bytes,
  sha256,
  addedBy,
  addedAt: instantText(addedAt),
  unknown,
  unused,
});
