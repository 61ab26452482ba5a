import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiRoutes } from '../../http/apiRoutes.ts';
import { sampleMap } from '../../testing/inventedMap.ts';
import { screenWorld, type Headers, type ScreenWorld, type TestDevice } from '../../testing/screenWorld.ts';
import { validSample, shapeOf } from '../../testing/validSample.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const second = 1000;
const day = 24 * 3600 * second;
let world: ScreenWorld;
let admin: Headers;
let device: TestDevice;
let screenId: number;

beforeAll(async () => {
  world = await screenWorld(start);
  admin = await world.account('root', 'admin');
  const paired = await world.pair(admin, { name: '大厅', region: 'A' });
  device = paired.device;
  screenId = paired.screen.screenId;
});
afterAll(() => world.close());

const statusOf = async (asked: Promise<Response>): Promise<number> => (await asked).status;
const cookiesOf = async (asked: Promise<Response>): Promise<string[]> => (await asked).headers.getSetCookie();
/** A browser that still sends what `of` sends now, whatever it is given. */
const frozen = (of: TestDevice) => {
  const headers = of.headers();
  return () => world.ask('GET', '/screen', headers);
};

// from this machine everybody may read it
const needing = apiRoutes.filter(({ needs, path }) => needs !== 'nothing' && path !== '/metrics');
const ofScreens = needing.filter(({ needs }) => needs === 'screen');

test('a screen’s credential opens what is a screen’s own, and no other address there is', async () => {
  const found: string[] = [];
  for (const { method, path, body, needs } of needing.filter((route) => !ofScreens.includes(route))) {
    const sample =
      body?.types.includes('application/json') === true ? validSample(shapeOf(body.schema)) : undefined;
    const given = method === 'get' ? undefined : (sample ?? {});
    const address = path.replace('/api/v1', '').replace(/\{\w+\}/, '1');
    const status = await statusOf(device.ask(method.toUpperCase(), address, given));
    if (status !== 401) found.push(`${method} ${path} (${needs}): ${status}`);
  }
  expect(found).toEqual([]);
  expect(needing.length).toBeGreaterThan(120);
  for (const { path } of ofScreens) expect(path).toMatch(/^\/api\/v1\/screen(\/|$)/);
});

test('a screen is shown the map of the city, where there is one', async () => {
  expect(await statusOf(device.ask('GET', '/screen/map'))).toBe(404);
  expect(await statusOf(world.ask('POST', '/map', admin, sampleMap))).toBe(201);
  expect(await (await device.ask('GET', '/screen/map')).json()).toMatchObject({
    approvalNumber: sampleMap.approvalNumber,
  });
});

test('no account is a screen, and no browser without its credential', async () => {
  for (const headers of [admin, {}, { cookie: `duban-screen=${'A'.repeat(43)}` }]) {
    expect(await statusOf(world.ask('GET', '/screen', headers))).toBe(401);
    const image = Buffer.from('ffd8ffe0', 'hex');
    expect(
      await statusOf(
        world.ask('POST', '/screen/screenshot', { ...headers, 'sec-fetch-site': 'same-origin' }, image),
      ),
    ).toBe(401);
  }
});

test('another site’s page sends nothing in a screen’s name', async () => {
  const headers = { ...device.headers(), origin: 'https://evil.example', 'content-type': 'image/jpeg' };
  expect(await statusOf(world.ask('POST', '/screen/screenshot', headers, Buffer.from('ffd8ff', 'hex')))).toBe(
    403,
  );
});

test('a credential a week old is renewed by the way; the one before ends when the new one is used', async () => {
  world.time.now = start + 6 * day;
  expect(await cookiesOf(device.ask('GET', '/screen'))).toEqual([]);
  world.time.now = start + 8 * day;
  const before = frozen(device);
  const lost = await before();
  expect(lost.headers.getSetCookie()).toHaveLength(1);
  // the answer was lost: the old one is good, and a second one on its way would end the first
  expect(await cookiesOf(before())).toEqual([]);
  world.time.now += 2 * 3600 * second;
  expect(await cookiesOf(device.ask('GET', '/screen'))).toHaveLength(1);
  expect(await statusOf(before())).toBe(200);
  expect(await statusOf(device.ask('GET', '/screen'))).toBe(200);
  expect(await cookiesOf(device.ask('GET', '/screen'))).toEqual([]);
  // what was asked before the new one came may still arrive
  expect(await statusOf(before())).toBe(200);
  world.time.now += 60 * second;
  expect(await statusOf(before())).toBe(401);
  expect(await statusOf(device.ask('GET', '/screen'))).toBe(200);
  const lostOne = { cookie: lost.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  expect(await statusOf(world.ask('GET', '/screen', lostOne))).toBe(401);
  const { rows } = await world.database.pool.query(
    `select actor, count(*) as n from audit_entries where action = 'screen.credential_renewed' group by 1`,
  );
  expect(rows).toEqual([{ actor: 'screen:大厅', n: 2 }]);
});

test('a screen that was silent for half a year is paired again', async () => {
  const other = await world.pair(admin, { name: 'stored away' });
  await other.device.ask('GET', '/screen');
  world.time.now += 179 * day;
  expect(await statusOf(other.device.ask('GET', '/screen'))).toBe(200);
  world.time.now += 181 * day;
  expect(await statusOf(other.device.ask('GET', '/screen'))).toBe(401);
  const again = await world.pair(admin, { screenId: other.screen.screenId });
  expect(await statusOf(again.device.ask('GET', '/screen'))).toBe(200);
});

test('a revoked screen is answered nothing from the next request on', async () => {
  const { device: own, screen } = await world.pair(admin, { name: 'west' });
  expect(await statusOf(own.ask('GET', '/screen'))).toBe(200);
  for (let twice = 0; twice < 2; twice += 1)
    expect(await statusOf(world.ask('POST', `/screens/${screen.screenId}/revoke`, admin))).toBe(204);
  expect(await statusOf(own.ask('GET', '/screen'))).toBe(401);
  const { rows } = await world.database.pool.query(
    `select actor from audit_entries where action = 'screen.revoked' and subject_id = $1`,
    [String(screen.screenId)],
  );
  expect(rows).toEqual([{ actor: 'token:root/test' }]);
  expect(screenId).not.toBe(screen.screenId);
});
