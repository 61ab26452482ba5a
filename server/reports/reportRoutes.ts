import express, { Router, type Request, type Response } from 'express';
import type { Pool } from 'pg';
import {
  newReportSchema,
  reportListQuerySchema,
  type ReportList,
  type WholeReport,
} from '#contract/reports/reportSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { actorOf, signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { reachOfActor, reportSeen, unknownReport, type Actor } from './actions/actor.ts';
import { orderReport } from './actions/orderReport.ts';
import { isOwn, isOwnReport } from './reach.ts';
import { appealAnswer, differenceAnswer, isWorkedOn, reportAnswer } from './reportAnswer.ts';
import { listAppeals } from './store/appealStore.ts';
import { countWaiting } from './store/workStore.ts';
import { countReports, differenceOf, listReports } from './store/reportStore.ts';

export interface ReportRoutesParts {
  pool: Pool;
  clock: () => Instant;
  catalogue: () => Catalogue;
  /** When the next of each kind is made by itself. */
  next: (now: Instant) => ReportList['next'];
}

const mostDifferences = 500;

/** `GET`, `POST /api/v1/reports`: the archive, and the order of a report. */
export function reportRoutes(parts: ReportRoutesParts): Router {
  const { pool, next } = parts;
  const router = Router();
  const json = express.json({ limit: '16kb' });
  router.get('/api/v1/reports', requireRole(...permitted.readFigures), async (req, res) => {
    const {
      kind = null,
      status = null,
      period = null,
      scope = null,
      cursor,
      limit,
    } = readQuery(req, reportListQuerySchema);
    const actor = askedBy(res, parts);
    const reach = reachOfActor(actor);
    const filter = { kind, status, period, scope, reach };
    const before = readNumberCursor(cursor)?.key ?? null;
    const [rows, counted] = await Promise.all([
      listReports(pool, filter, before, limit + 1),
      countReports(pool, filter, countedUpTo + 1),
    ]);
    const toItem = (row: (typeof rows)[number]) => reportAnswer(row, actor, reach);
    const answer: ReportList = {
      ...pageOf(rows, limit, counted, toItem, ({ reportId }) => ({ at: 0, key: reportId })),
      next: next(actor.now),
    };
    res.json(answer);
  });
  router.post('/api/v1/reports', requireRole(...permitted.orderReports), json, async (req, res) => {
    const order = readBody(req, newReportSchema);
    await mustHaveRoom(pool);
    const actor = askedBy(res, parts);
    const row = await orderReport(pool, order, actor);
    res
      .status(isWorkedOn(row) ? 202 : 200)
      .location(`/api/v1/reports/${row.reportId}`)
      .json(reportAnswer(row, actor, reachOfActor(actor)));
  });
  return router;
}

/** Some years of days, asked for by a script that goes on asking, would keep the month's bulletin waiting for days. */
const mostWaiting = 100;

/** @throws Problem `busy` */
async function mustHaveRoom(pool: Pool): Promise<void> {
  const waiting = await countWaiting(pool);
  if (waiting >= mostWaiting)
    throw new Problem('busy', `${waiting} reports wait to be made; order more when some of them are.`);
}

export function askedBy(
  res: Response,
  { catalogue, clock }: Pick<ReportRoutesParts, 'catalogue' | 'clock'>,
): Actor {
  return { account: signedIn(res), name: actorOf(res), catalogue: catalogue(), now: clock() };
}

/** @throws Problem `not_found`: what has no number of ours is not here */
export function reportIdOf(req: Request): number {
  const text = String(req.params['id']);
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw unknownReport(text);
}

/**
 * A report with its appeals, and what became otherwise since the draft. Of other units than their own they are told to
 * whoever has the report in hand alone: a bulletin that is issued tells everybody what it says, and not how it came to.
 */
export async function wholeReport(pool: Pool, reportId: number, actor: Actor): Promise<WholeReport> {
  const { report, reach } = await reportSeen(pool, reportId, actor);
  const { account, catalogue } = actor;
  const inHand = isOwnReport(reach, report) && account.role !== 'department';
  const appeals = await listAppeals(pool, reportId);
  const difference =
    report.status === 'issued'
      ? await differenceOf(pool, reportId, inHand ? null : reach, mostDifferences)
      : null;
  const answer = reportAnswer(report, actor, reach);
  return {
    ...answer,
    appealList: appeals
      .filter(({ by, code }) => inHand || isOwn(reach, by, code))
      .map((appeal) => appealAnswer(appeal, catalogue)),
    difference: difference && {
      ...difference,
      items: difference.items.map((one) => differenceAnswer(one, catalogue)),
    },
  };
}
