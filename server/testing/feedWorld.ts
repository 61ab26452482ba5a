import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { SourceSettings } from '#contract/source';
import { createAdmission } from '../ingest/admission.ts';
import { createAppendLanes } from '../ingest/appendLanes.ts';
import { createCaseCache } from '../ingest/caseCache.ts';
import { ingestRoutes } from '../ingest/ingestRoutes.ts';
import { feedRoutes } from '../feedRoutes.ts';
import { sourceRoutes } from '../overview/sourceRoutes.ts';
import { ingestWorld, type IngestWorld } from './ingestWorld.ts';
import { accountWithSession, readApp } from './readApp.ts';
import { testDatabase } from './templateDatabase.ts';

export interface FeedWorld {
  url: string;
  pool: Pool;
  ingest: IngestWorld;
  time: { now: Instant };
  /** Of the source `yubei`. */
  sourceId: number;
  key: string;
  /** An administrator's browser. */
  headers: Record<string, string>;
  ask<Answer>(
    method: string,
    path: string,
    body?: unknown,
    more?: Record<string, string>,
  ): Promise<{ status: number; body: Answer }>;
  /** As the source sends them. */
  send(events: object[], key?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** A small city with a source, the routes of sources, their self-test and dead letters, and an administrator. */
export async function feedWorld(now: Instant, settings: Partial<SourceSettings> = {}): Promise<FeedWorld> {
  const database = await testDatabase();
  const { pool } = database;
  const ingest = await ingestWorld(pool, undefined, now);
  const { catalogue, sealer } = ingest;
  const { source, key } = await ingest.addSource('yubei', settings);
  const headers = await accountWithSession(pool, { name: 'root', role: 'admin' }, now);
  const cache = createCaseCache(1000);
  const time = { now };
  const clock = () => time.now;
  const lanes = createAppendLanes({ pool, catalogue, cache }, { now: clock });
  const parts = { pool, catalogue, sealer, lanes, cache, now: clock, onNowKnown: () => undefined };
  const feed = feedRoutes({ pool, clock, catalogue, sealer, cache });
  const app = await readApp(pool, { now }, (access) => [
    ingestRoutes({ ...parts, admission: createAdmission(lanes.pending) }),
    feed.ofKey,
    ...feed.ofAccount,
    sourceRoutes({ ...access, clock, catalogue: () => catalogue.current() }),
  ]);
  return {
    url: app.url,
    pool,
    ingest,
    time,
    sourceId: source.sourceId,
    key,
    headers,
    async ask(method, path, body, more = {}) {
      const answer = await fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: JSON.parse(text || 'null') };
    },
    async send(events, by = key) {
      const answer = await fetch(`${app.url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
        body: JSON.stringify(events),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    async close() {
      await app.close();
      await lanes.close();
      await database.drop();
    },
  };
}
