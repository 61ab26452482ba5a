import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceListSchema } from '#contract/sourceReadingSchema';
import type { QualityPart } from '#contract/sourceQuality';
import {
  qualityTermsListSchema,
  qualityTermsSchema,
  sourceQualitySchema,
} from '#contract/sourceQualitySchema';
import { watchSources } from '../flags/sourceSilence.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { qualityTermsRoutes } from './qualityTermsRoutes.ts';
import { sourceRoutes } from './sourceRoutes.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
let app: Awaited<ReturnType<typeof readApp>>;
let token: string;

beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 09:00');
  by = await city.addSource('yubei');
  token = await accountWithToken(city.pool, { name: 'auditor', role: 'auditor' }, city.time.now);
  app = await readApp(city.pool, { now: city.time.now }, (parts) => [
    sourceRoutes({
      ...parts,
      clock: () => city.time.now,
      catalogue: () => city.world.catalogue.current(),
    }),
    qualityTermsRoutes({ ...parts, clock: () => city.time.now, zone: 'Asia/Shanghai' }),
  ]);
});
afterEach(async () => {
  await app.close();
  await city.close();
  await database.drop();
});

const ask = (path: string): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
const quality = async (query = '') =>
  sourceQualitySchema.parse(await (await ask(`/sources/${by.sourceId}/quality${query}`)).json());
const part = async (name: QualityPart) => (await quality()).parts.find((one) => one.part === name);
async function send(...events: object[]): Promise<void> {
  await fetch(`${city.server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.key}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
}
let serial = 0;
const place = { item: 'permit', region: '500112', department: '500112-ZJ' };
const event = (change: object = {}): object => ({
  specversion: '1.0',
  id: `q${(serial += 1)}`,
  source: by.uri,
  type: 'case.accepted',
  time: new Date(city.time.now).toISOString(),
  subject: `Q${serial}`,
  data: { ...place, handler: 'u-1' },
  ...change,
});

it('counts what arrives, refused or not, once', async () => {
  const first = event({ subject: 'A' });
  await send(first, event({ subject: 'A', time: '2026-03-02T00:30:00Z' }), event({ data: place }));
  await send(first);
  await send(event({ data: { ...place, item: 'nobody-knows' } }), event({ time: '2026-03-02T03:00:00Z' }));
  await send(event({ data: { ...place, applicant: { idNumber: '110101199003070000' } } }));
  const told = await quality();
  expect(told).toMatchObject({
    from: '2026-02-01',
    to: '2026-03-02',
    terms: 1,
    lag: { n: 4, p95Seconds: 2048 },
  });
  expect(told.refusals.sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
    { code: 'in_the_future', n: 1 },
    { code: 'unknown_item', n: 1 },
  ]);
  const found = Object.fromEntries(told.parts.map(({ part: name, figure, n }) => [name, [figure, n]]));
  expect(found).toMatchObject({
    lag: [2048, 4],
    order: [1 / 4, 4],
    duplicates: [1 / 7, 7],
    rejects: [0, 7],
    codes: [1 / 7, 7],
    clock: [1 / 5, 5],
    identity: [1, 1],
    fields: [2 / 4, 4],
  });
});

it('is of the days asked for', async () => {
  await send(event());
  city.time.now = at('2026-03-04 09:00');
  await send(event(), event());
  expect((await quality('?from=2026-03-02&to=2026-03-03')).lag.n).toBe(1);
  expect((await quality('?from=2026-03-03')).lag.n).toBe(2);
  expect((await quality()).lag.n).toBe(3);
  for (const query of ['?from=2026-03-05&to=2026-03-04', '?from=2020-01-01', '?from=spring'])
    expect((await ask(`/sources/${by.sourceId}/quality${query}`)).status).toBe(400);
  expect((await ask('/sources/99/quality')).status).toBe(404);
});

it('counts silence in office time, while it lasts and after', async () => {
  await send(event());
  city.time.now = at('2026-03-02 16:00');
  // heard at 9:00; two office hours are allowed; 11:00 to 12:00 and 14:00 to 16:00 are silent of five
  await watchSources({ pool: city.pool, catalogue: () => city.world.catalogue.current() }, city.time.now);
  expect(await part('silence')).toMatchObject({ figure: 3 / 5, n: 300, judged: false });
  await send(event());
  await watchSources({ pool: city.pool, catalogue: () => city.world.catalogue.current() }, city.time.now);
  city.time.now = at('2026-03-03 12:00');
  expect(await part('silence')).toMatchObject({ figure: 3 / 10, n: 600, judged: true, lost: 15 });
  const { items } = sourceListSchema.parse(await (await ask('/sources')).json());
  expect(items).toMatchObject([
    { name: 'yubei', quality: { score: null, lost: [{ part: 'silence', points: 15 }] } },
  ]);
});

it('counts cases that are still unnamed after a day', async () => {
  await send(event({ type: 'case.submitted', data: {} }), event());
  expect(await part('unopened')).toMatchObject({ figure: 0 });
  city.time.now = at('2026-03-03 09:00');
  expect(await part('unopened')).toMatchObject({ figure: 0 });
  city.time.now += 1;
  expect(await part('unopened')).toMatchObject({ figure: 1 / 2, n: 2 });
});

it('is judged by the thresholds that hold on the last day', async () => {
  await send(event());
  const lag = { points: 20, good: 0, bad: 1, least: 1 };
  const admin = await accountWithToken(city.pool, { name: 'admin', role: 'admin' }, city.time.now);
  const change = (body: object, by = admin): Promise<Response> =>
    fetch(`${app.url}/api/v1/quality-terms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const stored = await change({ validFrom: '2026-03-03', terms: { lag } });
  expect(stored.status).toBe(201);
  expect(qualityTermsSchema.parse(await stored.json())).toMatchObject({
    version: 2,
    actor: 'admin',
    terms: { lag, silence: { points: 15 } },
  });
  for (const wrong of [
    { validFrom: '2026-03-01', terms: { lag } },
    { validFrom: '2026-03-03', terms: { lag: { ...lag, good: 1 } } },
    { validFrom: '2026-03-03', terms: { speed: lag } },
  ])
    expect((await change(wrong)).status).toBe(400);
  expect((await change({ validFrom: '2026-03-03', terms: {} }, token)).status).toBe(403);
  const listed = qualityTermsListSchema.parse(await (await ask('/quality-terms')).json());
  expect(listed.items.map(({ version }) => version)).toEqual([2, 1]);
  expect(await quality()).toMatchObject({ terms: 1, score: null });
  city.time.now = at('2026-03-03 09:00');
  expect(await quality()).toMatchObject({ terms: 2, score: null });
  expect(await part('lag')).toMatchObject({ judged: true, points: 20, lost: 20 });
});
