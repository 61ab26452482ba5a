import { Router, type Request, type RequestHandler, type Response } from 'express';
import { auditExportQuerySchema } from '#contract/auditSchema';
import { calendarCasesExportQuerySchema } from '#contract/calendarSchema';
import { caseExportQuerySchema, flagExportQuerySchema } from '#contract/querySchema';
import { responsibilityExportQuerySchema } from '#contract/responsibilitySchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import { auditFilterOf } from '../../access/auditFilter.ts';
import { actorOf, signedIn } from '../../access/authenticate.ts';
import { permitted } from '../../access/permissions.ts';
import { requireAllPlaces } from '../../access/requireAllPlaces.ts';
import { requireRole } from '../../access/requireRole.ts';
import { caseFilterOf } from '../../cases/caseFilter.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { dayText } from '../../domain/calendar/localDay.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { calendarRunNamed } from '../../flags/calendarRunNamed.ts';
import { concernedFilter } from '../../flags/concernedFilter.ts';
import { flagFilterOf } from '../../flags/flagFilter.ts';
import { readQuery } from '../../http/readInput.ts';
import { sendStream } from '../../http/sendStream.ts';
import { auditSheet } from './auditSheet.ts';
import { calendarCaseSheet } from './calendarCaseSheet.ts';
import { caseSheet } from './caseSheet.ts';
import { responsibilityFilterOf } from '../responsibility/responsibilityFilter.ts';
import { csvFile } from './csvFile.ts';
import { flagSheet } from './flagSheet.ts';
import { responsibilitySheet } from './responsibilitySheet.ts';
import type { Sheet } from './sheet.ts';
import { xlsxFile } from './xlsxFile.ts';

export interface ExportRoutesParts {
  db: Queryable;
  clock: () => Instant;
  catalogue: () => Catalogue;
}

const formats = {
  csv: { type: 'text/csv; charset=utf-8', write: csvFile },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (sheet: Sheet, zone: string) => xlsxFile(sheet, zone),
  },
};

/** `GET /api/v1/flags`, `/cases`, `/audit`, `/responsibility`, `/calendar-runs/{id}/cases`, each `.csv` and `.xlsx`: what a list's filter holds, of any size, sent as it is read. */
export function exportRoutes(parts: ExportRoutesParts): Router {
  const router = Router();
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(
      `/api/v1/flags.${format}`,
      requireRole(...permitted.readFlags),
      send(parts, 'flags', format, (req, res, catalogue) => {
        const query = readQuery(req, flagExportQuerySchema);
        const filter = flagFilterOf(query, signedIn(res), catalogue, parts.clock());
        return flagSheet(parts.db, filter, catalogue, query.lang);
      }),
    );
    router.get(
      `/api/v1/cases.${format}`,
      requireRole(...permitted.readCases),
      send(parts, 'cases', format, (req, res, catalogue) => {
        const query = readQuery(req, caseExportQuerySchema);
        return caseSheet(parts.db, caseFilterOf(query, signedIn(res), catalogue), catalogue, query.lang);
      }),
    );
    router.get(
      `/api/v1/audit.${format}`,
      requireRole(...permitted.readAudit),
      send(parts, 'audit', format, (req, res, catalogue) => {
        const query = readQuery(req, auditExportQuerySchema);
        return auditSheet(parts.db, auditFilterOf(query, signedIn(res), catalogue), query.lang);
      }),
    );
    router.get(
      `/api/v1/calendar-runs/:id/cases.${format}`,
      requireRole(...permitted.changeCalendars),
      requireAllPlaces('calendars'),
      send(parts, 'calendar_cases', format, async (req, _res, catalogue) => {
        const { lang, ...query } = readQuery(req, calendarCasesExportQuerySchema);
        const { runId } = await calendarRunNamed(parts.db, req.params['id']);
        return calendarCaseSheet(parts.db, concernedFilter(runId, query, catalogue), catalogue, lang);
      }),
    );
    router.get(
      `/api/v1/responsibility.${format}`,
      requireRole(...permitted.readResponsibility),
      send(parts, 'responsibility', format, (req, res, catalogue) => {
        const query = readQuery(req, responsibilityExportQuerySchema);
        const { filter } = responsibilityFilterOf(query, signedIn(res), catalogue, parts.clock());
        return responsibilitySheet(parts.db, filter, catalogue, query.lang);
      }),
    );
  }
  return router;
}

function send(
  { db, clock, catalogue }: ExportRoutesParts,
  list: 'flags' | 'cases' | 'audit' | 'responsibility' | 'calendar_cases',
  format: keyof typeof formats,
  sheetOf: (req: Request, res: Response, catalogue: Catalogue) => Sheet | Promise<Sheet>,
): RequestHandler {
  return async (req, res) => {
    const known = catalogue();
    const at = clock();
    const sheet = await sheetOf(req, res, known);
    // before the first byte: who takes what away is known even when they hang up
    await recordAudit(db, {
      at,
      actor: actorOf(res),
      action: `${list}.exported`,
      subject: { kind: 'export', id: `${list}.${format}` },
      detail: { query: req.query },
    });
    const day = dayText(timezone(known.timezone).dayOf(at));
    const { type, write } = formats[format];
    res.attachment(`${list}-${day}.${format}`).set('Content-Type', type);
    await sendStream(res, write(sheet, known.timezone));
  };
}
