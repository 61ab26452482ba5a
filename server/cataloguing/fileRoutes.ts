import express, { Router } from 'express';
import { catalogueImportSchema, catalogueTableQuerySchema } from '#contract/catalogueImportSchema';
import { actorOf } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { exportCatalogue } from '../catalogue/exportCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { readIfMatch } from '../http/ifMatch.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { applyFiles } from './applyFiles.ts';
import { catalogueReport } from './catalogueReport.ts';
import type { CataloguingParts } from './cataloguingRoutes.ts';
import { tableNames, tables } from './tables/tableColumns.ts';
import { writeTable } from './writeTables.ts';

/**
 * `POST /api/v1/catalogue:import` reports what files would make of the catalogue and, with the revision of such a
 * report as If-Match, makes it; `GET /api/v1/catalogue/files/…` gives the catalogue as files that import to nothing new.
 */
export function fileRoutes({ db, clock, holder, onNowKnown }: CataloguingParts): Router {
  const router = Router();
  const guards = [requireRole(...permitted.keepCatalogue), requireAllPlaces('records of the catalogue')];
  router.post('/api/v1/catalogue\\:import', ...guards, express.json({ limit: '16mb' }), async (req, res) => {
    const { files: given, dryRun } = readBody(req, catalogueImportSchema);
    const files = given.map(({ name, content }) => ({ name, content: Buffer.from(content, 'base64') }));
    const zone = holder.current().timezone;
    if (dryRun) return void res.json((await catalogueReport(db, files, zone)).report);
    const base = readIfMatch(req);
    const by = { actor: actorOf(res), zone, now: clock() };
    const { report, nowKnown } = await inTransaction(db, (tx) => applyFiles(tx, files, base, by));
    await holder.refresh(db);
    if (nowKnown.length > 0) onNowKnown();
    res.json(report);
  });
  router.get('/api/v1/catalogue/files/catalogue.json', ...guards, async (_req, res) => {
    res.attachment('catalogue.json').type('json');
    res.send(JSON.stringify(await exportCatalogue(db), null, 2));
  });
  for (const table of tableNames) {
    const file = `${tables[table].name}.csv`;
    router.get(`/api/v1/catalogue/files/${file}`, ...guards, async (req, res) => {
      const { lang } = readQuery(req, catalogueTableQuerySchema);
      res.attachment(file).type('text/csv; charset=utf-8');
      res.send(writeTable(await exportCatalogue(db), table, lang));
    });
  }
  return router;
}
