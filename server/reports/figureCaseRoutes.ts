import { Router } from 'express';
import { indicatorIds, type IndicatorId } from '#contract/reports/indicator';
import { indicatorOf } from '#contract/reports/indicatorTable';
import { Problem } from '#contract/problem';
import { figureCasesQuerySchema, type FigureCases } from '#contract/reports/figureCasesSchema';
import { dimensions, type Dimension, type ReportSnapshot } from '#contract/reports/snapshot';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf } from '../access/scope.ts';
import { readQuery } from '../http/readInput.ts';
import { reportSeen } from './actions/actor.ts';
import { evaluationTermsOn } from '../overview/evaluationTermsStore.ts';
import { spanSoFar } from '../overview/spanSoFar.ts';
import { figureRows } from './figures/figureRows.ts';
import { listedThen } from './figures/listedThen.ts';
import { isOwn } from './reach.ts';
import { askedBy, reportIdOf, type ReportRoutesParts } from './reportRoutes.ts';
import { scopeOfRow } from './store/reportRow.ts';
import { newestSnapshot } from './store/snapshotStore.ts';

/**
 * `GET /api/v1/reports/{reportId}/figures/{by}/{code}/{indicator}/cases`: the cases behind a figure, or the flags where it
 * counts flags, as they are known now, beside what the report says. Whoever reads a bulletin of all reads those of their
 * own places alone.
 */
export function figureCaseRoutes(parts: Omit<ReportRoutesParts, 'next'>): Router {
  const { pool } = parts;
  const router = Router();
  router.get(
    '/api/v1/reports/:id/figures/:by/:code/:indicator/cases',
    requireRole(...permitted.readFigures),
    requireRole(...permitted.readCases),
    async (req, res) => {
      const { part, cursor, limit } = readQuery(req, figureCasesQuerySchema);
      const actor = askedBy(res, parts);
      const { report, sight, reach } = await reportSeen(pool, reportIdOf(req), actor);
      const { by, code, indicator } = figureOf(req.params);
      if (sight === 'extract' && !isOwn(reach, by, code)) throw noFigure();
      const stored = await newestSnapshot(pool, report.reportId);
      const snapshot: ReportSnapshot | undefined = stored && JSON.parse(stored.document);
      const set = snapshot?.figures.find((one) => one.by === by && one.code === code);
      const figure = set?.figures[indicator];
      if (snapshot === undefined || figure === undefined) throw noFigure();
      const asked = {
        indicator,
        part,
        by,
        code,
        span: spanSoFar(snapshot.period, snapshot.timezone, Date.parse(snapshot.asOf)),
        scope: scopeOfRow(report),
        sees: scopeOf(actor.account, actor.catalogue),
        dataRules: (await evaluationTermsOn(pool, report.to))?.terms.dataRules ?? [],
        catalogue: actor.catalogue,
      };
      const { value, n, hits = null } = figure;
      const isWhole =
        isOwn(reach, by, code) ||
        (report.scopeBy !== 'city' && isOwn(reach, report.scopeBy, report.scopeCode));
      const { unit } = indicatorOf(indicator);
      const listed = listedThen(figure, unit, part);
      const answer: FigureCases = {
        ...(await figureRows(pool, asked, { cursor, limit })),
        limited: !isWhole,
        issued: { value, n, hits, excluded: listedThen(figure, unit, 'excluded'), listed },
      };
      res.json(answer);
    },
  );
  return router;
}

const noFigure = (): Problem =>
  new Problem('not_found', 'The report has no such figure, or it is outside your scope; see its document.');

/** `-` stands for a code that is empty: of the whole. */
function figureOf(params: Readonly<Record<string, string | string[] | undefined>>): {
  by: Dimension;
  code: string;
  indicator: IndicatorId;
} {
  const by = dimensions.find((one) => one === params['by']);
  const indicator = indicatorIds.find((one) => one === params['indicator']);
  const code = String(params['code']);
  if (by === undefined || indicator === undefined || code.length > 64) throw noFigure();
  return { by, code: code === '-' ? '' : code, indicator };
}
