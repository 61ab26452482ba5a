import { Router } from 'express';
import type { DeadLetter } from '#contract/deadLetterSchema';
import type { Page } from '#contract/pageSchema';
import type { SourceReading } from '#contract/sourceReadingSchema';
import { Problem } from '#contract/problem';
import { deadLetterListQuerySchema, type DeadLetterListQuery } from '#contract/querySchema';
import { qualityQuerySchema } from '#contract/sourceQualitySchema';
import type { Instant, LocalDay } from '#contract/time';
import { signedIn } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { scopeOf, type Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { dayNumber, dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import { countDeadLetters, listDeadLetters, type DeadLetterRow } from './deadLetterListStore.ts';
import { intakeOfDay, nothingToday } from './intakeOfDay.ts';
import { listSources, type SourceRow } from './sourceListStore.ts';
import { qualitySummary, sourceQualities, type DayPeriod } from './sourceQualities.ts';

export interface SourceRoutesParts {
  db: Queryable;
  clock: () => Instant;
  catalogue: () => Catalogue;
}

const usualDays = 30;
const mostDays = 400;

/**
 * `GET /api/v1/sources` (last heard, counters, silence, score), `/api/v1/sources/{id}/quality` (the score with its
 * parts), `/api/v1/dead-letters` and `/{id}` (what was refused, and why).
 */
export function sourceRoutes({ db, clock, catalogue }: SourceRoutesParts): Router {
  const router = Router();
  router.get('/api/v1/sources', requireRole(...permitted.readSources), async (_req, res) => {
    const now = clock();
    const known = catalogue();
    const rows = await listSources(db, scopeOf(signedIn(res), known));
    const qualities = await sourceQualities(db, known, periodOf({}, known, now), now);
    const byId = new Map(qualities.map((quality) => [quality.sourceId, quality]));
    const today = await intakeOfDay(db, dayText(timezone(known.timezone).dayOf(now)));
    res.json({
      items: rows.map((row): SourceReading => {
        const quality = byId.get(row.sourceId);
        return {
          ...sourceOf(row),
          quality: quality ? qualitySummary(quality) : null,
          lag: quality?.lag ?? null,
          mostAheadSeconds: quality?.mostAheadSeconds ?? 0,
          today: today.get(row.sourceId) ?? nothingToday,
        };
      }),
    });
  });
  router.get('/api/v1/sources/:id/quality', requireRole(...permitted.readSources), async (req, res) => {
    const now = clock();
    const known = catalogue();
    const visible = await listSources(db, scopeOf(signedIn(res), known));
    const source = visible.find(({ sourceId }) => sourceId === Number(req.params['id']));
    if (!source)
      throw new Problem(
        'not_found',
        `There is no source "${String(req.params['id'])}" here, or it is outside your scope.`,
      );
    const period = periodOf(readQuery(req, qualityQuerySchema), known, now);
    res.json((await sourceQualities(db, known, period, now, source.sourceId))[0]);
  });
  router.get('/api/v1/dead-letters/:id', requireRole(...permitted.readDeadLetters), async (req, res) => {
    const scope = scopeOf(signedIn(res), catalogue());
    const id = String(req.params['id']);
    const letterId = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
    const all = { scope, letterId, sourceId: null, code: null, waitsFor: null, path: null, state: null };
    const [letter] = await listDeadLetters(db, all, null, 1);
    if (!letter)
      throw new Problem(
        'not_found',
        `There is no letter "${id.slice(0, 40)}" here: it has expired after 30 days, or is outside your scope.`,
      );
    res.json(letterOf(letter));
  });
  router.get('/api/v1/dead-letters', requireRole(...permitted.readDeadLetters), async (req, res) => {
    const scope = scopeOf(signedIn(res), catalogue());
    res.json(await answerLetters(db, readQuery(req, deadLetterListQuerySchema), scope));
  });
  return router;
}

async function answerLetters(
  db: Queryable,
  query: DeadLetterListQuery,
  scope: Scope,
): Promise<Page<DeadLetter>> {
  const filter = {
    scope,
    sourceId: query.source ?? null,
    code: query.code ?? null,
    waitsFor: query.waitsFor ?? null,
    path: query.path ?? null,
    state: query.state ?? (query.replayed === undefined ? null : query.replayed ? 'replayed' : 'open'),
  };
  const after = readNumberCursor(query.cursor);
  const [rows, counted] = await Promise.all([
    listDeadLetters(db, filter, after, query.limit + 1),
    countDeadLetters(db, filter, countedUpTo + 1),
  ]);
  return pageOf(rows, query.limit, counted, letterOf, (row) => ({
    at: row.receivedAt * 1000,
    key: row.deadLetterId,
  }));
}

/** @throws Problem `invalid` for a period that ends before it begins or is longer than 400 days */
function periodOf(
  { from, to }: { from?: LocalDay | undefined; to?: LocalDay | undefined },
  { timezone: zone }: Catalogue,
  now: Instant,
): DayPeriod {
  const last = to === undefined ? timezone(zone).dayOf(now) : dayNumber(to);
  const first = from === undefined ? last - usualDays + 1 : dayNumber(from);
  if (first > last || last - first >= mostDays)
    throw new Problem(
      'invalid',
      `From ${dayText(first)} to ${dayText(last)} is no period of 1 to ${mostDays} days.`,
      { path: 'from' },
    );
  return { from: dayText(first), to: dayText(last) };
}

const sourceOf = (row: SourceRow): Omit<SourceReading, 'quality' | 'lag' | 'mostAheadSeconds' | 'today'> => ({
  ...row,
  disabledAt: instantTextOrNull(row.disabledAt),
  createdAt: instantText(row.createdAt),
  revokedAt: instantTextOrNull(row.revokedAt),
  lastOccurredAt: instantTextOrNull(row.lastOccurredAt),
  lastReceivedAt: instantTextOrNull(row.lastReceivedAt),
  staleSince: instantTextOrNull(row.staleSince),
});

const letterOf = (row: DeadLetterRow): DeadLetter => ({
  ...row,
  receivedAt: instantText(row.receivedAt),
  replayedAt: instantTextOrNull(row.replayedAt),
  discardedAt: instantTextOrNull(row.discardedAt),
  expiresAt: instantText(row.expiresAt),
});
