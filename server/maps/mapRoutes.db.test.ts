import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedMap } from '../testing/inventedMap.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { readingCity } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { mapRoutes } from './mapRoutes.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let admin: string;
let monitor: string;

const geojson = inventedMap([
  { code: 'A', name: '甲' },
  { code: 'B', name: '乙' },
  { code: 'elsewhere', name: '丙' },
]);
const map = { name: 'city', approvalNumber: '审图号：测S(2026)001号', geojson };

beforeAll(async () => {
  database = await testDatabase();
  const catalogue = await readingCity(database.pool, now);
  const account = (name: string, more: { role: 'admin' | 'monitor'; region?: string }) =>
    accountWithToken(database.pool, { name, ...more }, now);
  admin = await account('admin', { role: 'admin' });
  monitor = await account('monitor', { role: 'monitor', region: 'A' });
  app = await readApp(database.pool, { now }, (access) => [
    mapRoutes({ ...access, catalogue: () => catalogue }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const send = (body: unknown, token = admin) =>
  fetch(`${app.url}/api/v1/map`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const get = (path: string, token: string, headers = {}) =>
  fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });

test('a map that nobody imported is not there', async () => {
  expect((await get('/map', monitor)).status).toBe(404);
  expect(await (await get('/maps', admin)).json()).toEqual({ items: [], report: null });
});

test.each([
  [{ ...map, approvalNumber: undefined }, 'approvalNumber', '地图管理条例'],
  [{ ...map, approvalNumber: '审图号：' }, 'approvalNumber', '地图管理条例'],
  [{ ...map, approvalNumber: 'none' }, 'approvalNumber', '审图号'],
  [{ ...map, codeProperty: 'id' }, 'codeProperty', 'they have: adcode, name'],
  [{ ...map, codeProperty: 'name' }, 'codeProperty', '甲 of the first'],
  [{ ...map, geojson: { type: 'Feature' } }, 'geojson.type', 'FeatureCollection'],
  [{ ...map, geojson: { ...geojson, features: [] } }, 'geojson.features', ''],
  [spoilt({ type: 'Point', coordinates: [1, 2] }), 'geojson.features.0.geometry.type', ''],
  [spoilt(ring([0, 0], [1, 0], [1, 1])), 'geojson.features.0.geometry.coordinates.0', ''],
  [spoilt(ring([0, 0], [1, 0], [1, 1], [0, 1])), 'geojson.features.0.geometry.coordinates.0', 'begins'],
  [
    spoilt(ring([435_000, 3_210_000], [1, 0], [1, 1], [0, 0])),
    'geojson.features.0.geometry.coordinates.0.0.0',
    '180',
  ],
  [spoilt(ring([1, 1], [1, 1], [1, 1], [1, 1])), 'geojson.features.0.geometry', 'no area'],
  [twice(), 'geojson.features.1.properties.adcode', 'features[0]'],
])('what cannot be shown is refused with where and why', async (body, path, why) => {
  const answer = await send(body);
  expect(answer.status).toBe(400);
  const problem: { path: string; detail: string } = await answer.json();
  expect(problem.path).toBe(path);
  expect(problem.detail).toContain(why);
});

test('a dry run reports and records nothing', async () => {
  const answer = await send({ ...map, dryRun: true });
  expect(answer.status).toBe(201);
  const { mapId, report } = await answer.json();
  expect(mapId).toBeNull();
  expect(report).toMatchObject({
    shapes: 3,
    matched: 2,
    shapesWithoutRegion: [{ code: 'elsewhere', name: '丙' }],
  });
  expect(report.regionsWithoutShape.map(({ code }: { code: string }) => code).sort()).toEqual([
    'A1',
    'C',
    'Z',
  ]);
  expect((await get('/map', monitor)).status).toBe(404);
});

test('an imported map is shown to whoever may see a wall, with its number, and only sent again when it is another', async () => {
  const imported = await (await send(map)).json();
  expect(imported).toMatchObject({ mapId: 1, approvalNumber: '测S(2026)001号', report: { matched: 2 } });
  const answer = await get('/map', monitor);
  const shown = await answer.json();
  expect(shown).toMatchObject({ mapId: 1, name: 'city', approvalNumber: '测S(2026)001号' });
  expect(shown).not.toHaveProperty('importedBy');
  expect(shown.sha256).toBe(createHash('sha256').update(JSON.stringify(shown.geojson)).digest('hex'));
  const again = await get('/map', monitor, { 'if-none-match': answer.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
  await send({ ...map, approvalNumber: '测S(2026)002号' });
  const other = await get('/map', monitor, { 'if-none-match': answer.headers.get('etag') ?? '' });
  expect(await other.json()).toMatchObject({ mapId: 2, approvalNumber: '测S(2026)002号' });
  const list = await (await get('/maps', admin)).json();
  expect(list.items.map(({ mapId }: { mapId: number }) => mapId)).toEqual([2, 1]);
  expect(list).toMatchObject({ items: [{ importedBy: 'token:admin/test' }, {}], report: { matched: 2 } });
  const { rows } = await database.pool.query(
    `select actor, subject_id as "id", detail ->> 'approvalNumber' as number from audit_entries
      where action = 'map.imported' order by audit_id`,
  );
  expect(rows).toEqual([
    { actor: 'token:admin/test', id: '1', number: '测S(2026)001号' },
    { actor: 'token:admin/test', id: '2', number: '测S(2026)002号' },
  ]);
});

test('only an administrator of every place imports a map or sees who did', async () => {
  expect((await send(map, monitor)).status).toBe(403);
  expect((await get('/maps', monitor)).status).toBe(403);
  const limited = await accountWithToken(database.pool, { name: 'li', role: 'admin', region: 'A' }, now);
  expect((await send(map, limited)).status).toBe(403);
});

function ring(...positions: number[][]) {
  return { type: 'Polygon', coordinates: [positions] };
}
function spoilt(geometry: object) {
  const [first] = geojson.features;
  return { ...map, geojson: { ...geojson, features: [{ ...first, geometry }] } };
}
function twice() {
  const [first] = geojson.features;
  return { ...map, geojson: { ...geojson, features: [first, first] } };
}
