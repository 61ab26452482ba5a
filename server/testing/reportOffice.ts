import type { Pool } from 'pg';
import type { Role } from '#contract/account';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { reportPeriod } from '../domain/reports/reportPeriod.ts';
import { appealRoutes } from '../reports/appealRoutes.ts';
import { makeReports, type MakeParts } from '../reports/making/makeReports.ts';
import { reportRoutes } from '../reports/reportRoutes.ts';
import { reportFileRoutes } from '../reports/reportFileRoutes.ts';
import { subscriptionRoutes } from '../reports/subscriptionRoutes.ts';
import { createFileCache } from '../reports/render/fileCache.ts';
import { accountWithToken, readApp } from './readApp.ts';
import { readingCity } from './readingCity.ts';
import { inventedSnapshot } from './reportSnapshots.ts';
import { testDatabase } from './templateDatabase.ts';

export interface Answer<Body = never> {
  status: number;
  etag: string | null;
  /** Of a file: what it is saved as. */
  savedAs: string | null;
  body: Body;
}

/** An office that makes reports of invented figures, printed as their settings, and people who ask for them. */
export async function reportOffice(now: Instant, people: readonly Person[]) {
  const database = await testDatabase();
  const { pool } = database;
  await seedCalendar(pool, now);
  const catalogue = await readingCity(pool, now);
  const tokens = new Map<string, string>();
  for (const person of people) tokens.set(person.name, await accountWithToken(pool, person, now));
  const figures = { change: (snapshot: ReportSnapshot): ReportSnapshot => snapshot };
  const take = inventedTake(() => figures.change);
  const render: MakeParts['render'] = ({ setting, format }) =>
    Promise.resolve({
      file: Buffer.from(`${format} ${JSON.stringify(setting)}`),
      missing: [],
      unknown: [],
      unused: [],
    });
  const app = await readApp(pool, { now }, ({ clock }) => {
    const parts = { pool, clock, catalogue: () => catalogue };
    const files = { ...parts, render, cache: createFileCache(1_000_000), office: null, deskUrl: null };
    return [
      reportRoutes({ ...parts, next: () => [] }),
      appealRoutes(parts),
      reportFileRoutes(files),
      subscriptionRoutes(parts),
    ];
  });
  const making = (change: Partial<MakeParts> = {}): MakeParts => ({
    pool,
    catalogue: () => catalogue,
    clock: () => app.time.now,
    take,
    render,
    office: null,
    deskUrl: null,
    assertFence: () => Promise.resolve(),
    renewLease: () => Promise.resolve(),
    onFault: () => undefined,
    signal: new AbortController().signal,
    ...change,
  });
  return {
    pool,
    url: database.url,
    catalogue,
    time: app.time,
    figures,
    /** The job's work, as it stands. */
    make: (change: Partial<MakeParts> = {}) => makeReports(making(change)),
    async ask<Body>(who: string, method: string, path: string, sent: Sent = {}): Promise<Answer<Body>> {
      const response = await fetch(`${app.url}/api/v1/reports${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokens.get(who)}`,
          ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(sent.etag === undefined ? {} : { 'if-match': sent.etag }),
        },
        ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      const body: Body = isJson ? JSON.parse(text) : (text as Body);
      const { status, headers } = response;
      return { status, etag: headers.get('etag'), savedAs: headers.get('content-disposition'), body };
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

export interface Person {
  name: string;
  role: Role;
  region?: string;
  department?: string;
}

interface Sent {
  body?: unknown;
  etag?: string;
}

/** Invented figures under the ordered period and scope; a catalogue is enough to name places by. */
function inventedTake(changeOf: () => (snapshot: ReportSnapshot) => ReportSnapshot): MakeParts['take'] {
  return (parts: { catalogue: Catalogue; now: Instant; db: Pool | object }, { kind, period, scope }) => {
    const at = new Date(parts.now).toISOString();
    const invented = inventedSnapshot(kind);
    const taken = { ...invented, period: reportPeriod(kind, period), scope, asOf: at, knownAt: at };
    return Promise.resolve(changeOf()(taken));
  };
}
