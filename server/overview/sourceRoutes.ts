import { Router } from 'express';
import type { DeadLetter, Page, SourceReading } from '#contract/answerSchema';
import { deadLetterListQuerySchema, type DeadLetterListQuery } from '#contract/querySchema';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import type { Queryable } from '../db/queryable.ts';
import { readNumberCursor } from '../http/cursor.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import { countDeadLetters, listDeadLetters, type DeadLetterRow } from './deadLetterListStore.ts';
import { listSources, type SourceRow } from './sourceListStore.ts';

/** `GET /api/v1/sources` (last heard, counters, silence) and `/api/v1/dead-letters` (what was refused, and why). */
export function sourceRoutes({ db }: { db: Queryable }): Router {
  const router = Router();
  router.get('/api/v1/sources', requireRole(...permitted.readSources), async (_req, res) => {
    res.json({ items: (await listSources(db)).map(sourceOf) });
  });
  router.get('/api/v1/dead-letters', requireRole(...permitted.readDeadLetters), async (req, res) => {
    res.json(await answerLetters(db, readQuery(req, deadLetterListQuerySchema)));
  });
  return router;
}

async function answerLetters(db: Queryable, query: DeadLetterListQuery): Promise<Page<DeadLetter>> {
  const filter = {
    sourceId: query.source ?? null,
    code: query.code ?? null,
    replayed: query.replayed ?? null,
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

const sourceOf = (row: SourceRow): SourceReading => ({
  ...row,
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
  expiresAt: instantText(row.expiresAt),
});
