import express, { Router, type Response } from 'express';
import type { Pool } from 'pg';
import {
  applyCalendarSchema,
  calendarCasesQuerySchema,
  calendarChangeSchema,
  type CalendarRun,
} from '#contract/calendarSchema';
import { Problem } from '#contract/problem';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { readTextCursor } from '../http/cursor.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { countConcerned, listConcerned } from './calendarCaseStore.ts';
import { calendarRunNamed } from './calendarRunNamed.ts';
import { listCalendarRuns } from './calendarRunStore.ts';
import type { AskedCalendarRun, CalendarRuns } from './calendarRuns.ts';
import { concernedAnswer } from './concernedAnswer.ts';
import { concernedFilter } from './concernedFilter.ts';

export interface CalendarRoutesParts {
  db: Pool;
  holder: CatalogueHolder;
  runs: CalendarRuns;
}

const mostListed = 50;

/**
 * `POST /api/v1/calendars/{code}/changes:preview` shows what a change would move; `POST …/changes` applies one that was
 * shown. Both answer 202 with the place where the run tells how far it is and what it found:
 * `GET /api/v1/calendar-runs/{id}`, and below it `/cases` names the cases. `DELETE` there ends a preview.
 */
export function calendarRoutes({ db, holder, runs }: CalendarRoutesParts): Router {
  const router = Router();
  const json = express.json({ limit: '256kb' });
  // a calendar is followed, and a run tells of cases, in more places than a limited account may touch or see
  const everywhere = requireAllPlaces('calendars');
  const admin = requireRole(...permitted.changeCalendars);
  const begin = async (res: Response, asked: Omit<AskedCalendarRun, 'actor'>): Promise<void> => {
    const run = await runs.start({ ...asked, actor: signedIn(res).name });
    res.status(202).location(`/api/v1/calendar-runs/${run.runId}`).json(run);
  };

  router.post('/api/v1/calendars/:code/changes\\:preview', admin, everywhere, json, async (req, res) => {
    const change = readBody(req, calendarChangeSchema);
    await begin(res, { kind: 'calendar_preview', calendar: String(req.params['code']), change });
  });
  router.post('/api/v1/calendars/:code/changes', admin, everywhere, json, async (req, res) => {
    const { preview } = readBody(req, applyCalendarSchema);
    const shown = await calendarRunNamed(db, preview);
    await holder.refresh(db);
    const revision = holder.current().calendar(shown.calendar)?.revision ?? null;
    mustShow(shown, String(req.params['code']), revision);
    await begin(res, { kind: 'calendar_change', calendar: shown.calendar, change: shown.change });
  });
  router.get('/api/v1/calendar-runs', admin, everywhere, async (_req, res) => {
    res.json({ items: await listCalendarRuns(db, mostListed) });
  });
  router.get('/api/v1/calendar-runs/:id', admin, everywhere, async (req, res) => {
    res.json(await calendarRunNamed(db, req.params['id']));
  });
  router.get('/api/v1/calendar-runs/:id/cases', admin, everywhere, async (req, res) => {
    const { cursor, limit, ...query } = readQuery(req, calendarCasesQuerySchema);
    const after = readTextCursor(cursor)?.key ?? null;
    const { runId } = await calendarRunNamed(db, req.params['id']);
    const filter = concernedFilter(runId, query, holder.current());
    const rows = await listConcerned(db, filter, after, limit + 1);
    const counted = await countConcerned(db, filter, countedUpTo + 1);
    res.json(pageOf(rows, limit, counted, concernedAnswer, ({ caseId }) => ({ at: 0, key: caseId })));
  });
  router.delete('/api/v1/calendar-runs/:id', admin, everywhere, async (req, res) => {
    const run = await calendarRunNamed(db, req.params['id']);
    if (run.kind === 'calendar_change')
      throw new Problem('conflict', 'A change that is being applied goes on to its end; apply its opposite.');
    if (!(await runs.cancel(run.runId)))
      throw new Problem('conflict', `Run ${run.runId} has ended; there is nothing to cancel.`);
    res.status(204).end();
  });
  return router;
}

/** Nobody moves due dates without having seen which: the order names the preview, of the calendar as it still is. */
function mustShow(
  { runId, kind, calendar, state, result }: CalendarRun,
  code: string,
  revision: number | null,
): void {
  const path = { path: 'preview' };
  if (calendar !== code || kind !== 'calendar_preview' || state !== 'done' || !result)
    throw new Problem(
      'conflict',
      `Run ${runId} is no finished preview of ${code}; order one and look at it first.`,
      path,
    );
  if (result.revision !== revision)
    throw new Problem(
      'conflict',
      `Calendar ${code} has changed since run ${runId} was made; preview the change again.`,
      path,
    );
}
