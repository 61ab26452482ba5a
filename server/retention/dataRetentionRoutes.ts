import express, { Router } from 'express';
import type { Pool } from 'pg';
import {
  fixedKinds,
  retentionPreviewQuerySchema,
  retentionTermSchema,
  settableKinds,
  type RetentionList,
  type SettableKind,
} from '#contract/retentionSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { actorOf } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { listArchives } from './archive/archiveStore.ts';
import type { ArchiveSetting } from './archiveSetting.ts';
import { lastPurge } from './lastPurge.ts';
import { previewKind } from './previewKind.ts';
import { retentionTable } from './retentionTable.ts';
import { retentionTerms, saveTerm, termOf } from './termsStore.ts';

const mostFiles = 500;

/** `GET /api/v1/retention`, `GET /api/v1/retention/{kind}/preview`, `PUT /api/v1/retention/{kind}`. */
export function dataRetentionRoutes({
  pool,
  clock,
  archive,
}: {
  pool: Pool;
  clock: () => Instant;
  archive: ArchiveSetting;
}): Router {
  const router = Router();
  const admin = [requireRole(...permitted.keepData), requireAllPlaces('times of retention')];
  router.get('/api/v1/retention', ...admin, async (_req, res) => {
    res.json(await answer(pool, archive));
  });
  router.get('/api/v1/retention/:kind/preview', ...admin, async (req, res) => {
    const kind = kindOf(req.params['kind']);
    const { days = await termOf(pool, kind) } = readQuery(req, retentionPreviewQuerySchema);
    res.json(await previewKind(pool, { kind, days, now: clock() }));
  });
  router.put('/api/v1/retention/:kind', ...admin, express.json({ limit: '1kb' }), async (req, res) => {
    const kind = kindOf(req.params['kind']);
    const { days } = readBody(req, retentionTermSchema);
    const [least, most] = retentionTable[kind].between ?? [1, Infinity];
    if (days < least || days > most)
      throw new Problem('invalid', `days is ${days}; from ${least} to ${most} expected.`, { path: 'days' });
    const [at, by] = [clock(), actorOf(res)];
    await inTransaction(pool, async (db) => {
      const before = await termOf(db, kind);
      await saveTerm(db, kind, days, { at, by });
      await recordAudit(db, {
        at,
        actor: by,
        action: 'retention.changed',
        subject: { kind: 'retention', id: kind },
        detail: { before, days },
      });
    });
    res.json(await answer(pool, archive));
  });
  return router;
}

function kindOf(name: unknown): SettableKind {
  const kind = settableKinds.find((known) => known === name);
  if (kind) return kind;
  throw new Problem(
    'not_found',
    `"${String(name)}" is no kind of data; they are ${settableKinds.join(', ')}.`,
  );
}

async function answer(pool: Pool, { folder, recipients }: ArchiveSetting): Promise<RetentionList> {
  const terms = await retentionTerms(pool);
  const rowOf = (kind: SettableKind | (typeof fixedKinds)[number], days: number | null) => {
    const { usual, between, law } = retentionTable[kind];
    return { kind, days, usual, least: between?.[0] ?? null, most: between?.[1] ?? null, law };
  };
  return {
    kinds: [
      ...settableKinds.map((kind) => {
        const { days = null, changedAt = null, changedBy = null } = terms.get(kind) ?? {};
        return { ...rowOf(kind, days), changedAt: instantTextOrNull(changedAt), changedBy };
      }),
      ...fixedKinds.map((kind) => ({
        ...rowOf(kind, retentionTable[kind].usual),
        changedAt: null,
        changedBy: null,
      })),
    ],
    archive: {
      folder: folder ?? null,
      encrypted: recipients.length > 0,
      files: (await listArchives(pool, mostFiles)).map(({ archivedAt, restoredAt, ...file }) => ({
        ...file,
        archivedAt: instantText(archivedAt),
        restoredAt: instantTextOrNull(restoredAt),
      })),
    },
    lastRunAt: instantTextOrNull(await lastPurge(pool)),
  };
}
