import express, { type ErrorRequestHandler } from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { Problem } from '#contract/problem';
import { defaultSourceSettings, type SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import { holdCatalogue, type CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { registerSource } from '../catalogue/registerSource.ts';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { issueSourceKey } from '../catalogue/sourceKeys.ts';
import { inTransaction } from '../db/transaction.ts';
import { problemHandler } from '../http/problemHandler.ts';
import { createAdmission, type Admission } from '../ingest/admission.ts';
import { createAppendLanes, type AppendLanes } from '../ingest/appendLanes.ts';
import { createCaseCache, type CaseCache } from '../ingest/caseCache.ts';
import { ingestRoutes } from '../ingest/ingestRoutes.ts';
import { createSealer, type Sealer } from '../ingest/sealer.ts';

/** A small city: two districts, three departments, items of each handling. */
export const smallCity = {
  regions: [
    { code: '500000', name: '市级', kind: 'city' },
    { code: '500112', name: '渝北区', parent: '500000' },
    { code: '500103', name: '渝中区', parent: '500000' },
  ],
  departments: [
    { code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' },
    { code: '500112-RS', name: '渝北区人力社保局', region: '500112' },
    { code: '500103-ZJ', name: '渝中区住房城乡建委', region: '500103' },
  ],
  items: [
    {
      code: 'permit',
      name: '建筑工程施工许可证核发',
      type: '01',
      handling: 'promised',
      statutoryLimit: { value: 15, unit: 'workday' },
      promisedLimit: { value: 4, unit: 'workday' },
      route: [{ step: '受理' }, { step: '审查', limit: { value: 2, unit: 'workday' } }, { step: '决定' }],
    },
    { code: 'register', name: '就业登记', type: '20', handling: 'instant' },
    {
      code: 'grant',
      name: '创业补贴',
      type: '20',
      handling: 'auto',
      promisedLimit: { value: 1, unit: 'workday' },
    },
  ],
};

export interface IngestWorld {
  catalogue: CatalogueHolder;
  sealer: Sealer;
  addSource(
    name: string,
    settings?: Partial<SourceSettings>,
    namespace?: string,
  ): Promise<{ source: SourceRecord; key: string }>;
}

/** Fills an empty database with `smallCity` (or another document). */
export async function ingestWorld(
  pool: Pool,
  document: object = smallCity,
  now: Instant = Date.now(),
): Promise<IngestWorld> {
  await seedCalendar(pool, now);
  const imported = await inTransaction(pool, (db) => importCatalogue(db, document, { actor: 'test' }, now));
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  const catalogue = await holdCatalogue(pool, 'Asia/Shanghai');
  return {
    catalogue,
    sealer: createSealer('a key of the tests alone'),
    async addSource(name, settings = {}, namespace = '') {
      const source = await registerSource(
        pool,
        { name, namespace, settings: { ...defaultSourceSettings, ...settings } },
        now,
      );
      const key = await issueSourceKey(pool, source.sourceId, now);
      await catalogue.refresh(pool);
      return { source, key };
    },
  };
}

export interface IngestServer {
  url: string;
  cache: CaseCache;
  lanes: AppendLanes;
  nowKnown: string[];
  /** Errors nobody foresaw. */
  faults: unknown[];
  close(): Promise<void>;
}

/** A real server with nothing but the ingest routes: one process' worth of lanes and cache. */
export async function ingestServer(
  pool: Pool,
  world: IngestWorld,
  options: { now?: () => Instant; admission?: (lanes: AppendLanes) => Admission } = {},
): Promise<IngestServer> {
  const { catalogue, sealer } = world;
  const now = options.now ?? Date.now;
  const cache = createCaseCache(1000);
  const lanes = createAppendLanes(
    { pool, catalogue, cache, onFault: (error) => faults.push(error) },
    { now },
  );
  const nowKnown: string[] = [];
  const faults: unknown[] = [];
  const admission = options.admission?.(lanes) ?? createAdmission(lanes.pending);
  const app = express();
  app.use(
    ingestRoutes({
      pool,
      catalogue,
      sealer,
      lanes,
      cache,
      admission,
      now,
      onNowKnown: (codes) => nowKnown.push(...codes),
    }),
  );
  const note: ErrorRequestHandler = (error: unknown, _req, _res, next) => {
    if (!(error instanceof Problem)) faults.push(error);
    next(error);
  };
  app.use(note);
  app.use(problemHandler(pino({ level: 'silent' })));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cache,
    lanes,
    nowKnown,
    faults,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await lanes.close();
    },
  };
}
