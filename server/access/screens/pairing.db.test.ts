import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownScreenSchema, pairingStartSchema, screenRowSchema } from '#contract/screenSchema';
import { screenWorld, type Headers, type ScreenWorld } from '../../testing/screenWorld.ts';
import { mostPending } from './pairingStore.ts';
import { wrongCodes } from './pairingLimits.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const second = 1000;
const minute = 60 * second;
let world: ScreenWorld;
let admin: Headers;
let ofA: Headers;

beforeAll(async () => {
  world = await screenWorld(start);
  admin = await world.account('root', 'admin');
  ofA = await world.account('a-root', 'admin', 'A');
});
afterAll(() => world.close());

const errorOf = async (answer: Response): Promise<unknown> => {
  const { status, code, error } = (await answer.json()) as Record<string, unknown>;
  expect(code).toBe(error);
  return [status, error];
};
const auditOf = async (screenId: number): Promise<unknown[]> => {
  const { rows } = await world.database.pool.query(
    `select actor, action from audit_entries where subject_kind = 'screen' and subject_id = $1 order by audit_id`,
    [String(screenId)],
  );
  return rows;
};

test('a screen shows a code, an administrator approves it, and it has its credential, once', async () => {
  const device = world.device();
  const started = await device.ask('POST', '/screens/pairing', { width: 1920, height: 1080, language: 'zh' });
  expect([started.status, started.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const pairing = pairingStartSchema.strict().parse(await started.json());
  const { device_code, user_code: code } = pairing;
  expect(pairing).toMatchObject({
    user_code: expect.stringMatching(/^[34679CDFHJKMNPQRTWXY]{6}$/),
    verification_uri: `${world.urls[0]}/pair`,
    verification_uri_complete: `${world.urls[0]}/pair?code=${code}`,
    expires_in: 900,
    interval: 5,
  });
  const poll = () => device.ask('POST', '/screens/token', { device_code });
  expect(await errorOf(await poll())).toEqual([400, 'authorization_pending']);

  const typed = `${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`;
  const asks = await world.ask('GET', `/screens/pairing/${typed}`, admin);
  expect(await asks.json()).toEqual({
    userCode: code,
    address: expect.stringContaining('127.0.0.1'),
    width: 1920,
    height: 1080,
    language: 'zh',
    since: new Date(start).toISOString(),
    expiresAt: new Date(start + 15 * minute).toISOString(),
  });
  const approved = await world.ask('POST', `/screens/pairing/${typed}/approve`, admin, {
    name: '大厅',
    region: 'A',
  });
  const row = screenRowSchema.strict().parse(await approved.json());
  expect(row).toMatchObject({ name: '大厅', region: 'A', approvedBy: 'root', connected: false, version: 1 });
  expect((await world.ask('GET', `/screens/pairing/${code}`, admin)).status).toBe(404);

  world.time.now += 5 * second;
  const taken = await poll();
  expect(taken.headers.getSetCookie()[0]).toMatch(/^duban-screen=[\w-]{43};.*HttpOnly; SameSite=Lax$/);
  const own = ownScreenSchema.strict().parse(await taken.json());
  expect(own).toMatchObject({ screenId: row.screenId, name: '大厅', region: 'A', settings: row.settings });
  expect(await (await device.ask('GET', '/screen')).json()).toEqual(own);
  expect(await errorOf(await poll())).toEqual([400, 'expired_token']);
  expect(await auditOf(own.screenId)).toEqual([
    { actor: 'token:root/test', action: 'screen.approved' },
    { actor: 'screen:大厅', action: 'screen.paired' },
  ]);
});

test('a device that asks too often is told to slow down, and to wait longer from then on', async () => {
  const device = world.device();
  const { device_code } = await world.startPairing(device);
  const told: unknown[] = [];
  for (const wait of [0, 1, 5, 15, 60]) {
    world.time.now += wait * second;
    told.push(await errorOf(await device.ask('POST', '/screens/token', { device_code })));
  }
  const [pending, slower] = ['authorization_pending', 'slow_down'].map((error) => [400, error]);
  expect(told).toEqual([pending, slower, slower, pending, pending]);
});

test('a device that was turned away is told so, and its code is gone', async () => {
  const device = world.device();
  const { device_code, user_code } = await world.startPairing(device);
  expect((await world.ask('POST', `/screens/pairing/${user_code}/deny`, admin)).status).toBe(204);
  expect(await errorOf(await device.ask('POST', '/screens/token', { device_code }))).toEqual([
    400,
    'access_denied',
  ]);
  expect(
    (await world.ask('POST', `/screens/pairing/${user_code}/approve`, admin, { name: 'x' })).status,
  ).toBe(404);
});

test('a code ends after a quarter of an hour', async () => {
  const device = world.device();
  const { device_code, user_code } = await world.startPairing(device);
  world.time.now += 15 * minute;
  expect((await world.ask('GET', `/screens/pairing/${user_code}`, admin)).status).toBe(404);
  expect(await errorOf(await device.ask('POST', '/screens/token', { device_code }))).toEqual([
    400,
    'expired_token',
  ]);
});

test('only an administrator lets a screen in, and only where that account reaches', async () => {
  const { user_code } = await world.startPairing(world.device());
  const approve = async (by: Headers, screen: object): Promise<number> =>
    (await world.ask('POST', `/screens/pairing/${user_code}/approve`, by, screen)).status;
  expect(await approve({}, { name: 'x' })).toBe(401);
  for (const role of ['monitor', 'inspector', 'supervisor', 'auditor'] as const)
    expect(await approve(await world.account(role, role), { name: 'x' })).toBe(403);
  expect(await approve(ofA, { name: 'x' })).toBe(403);
  expect(await approve(ofA, { name: 'x', region: 'B' })).toBe(403);
  expect(await approve(ofA, { name: 'x', region: 'nowhere' })).toBe(400);
  const playlist = [{ page: 'hours', region: 'B' }];
  expect(await approve(admin, { name: 'x', region: 'A', settings: { playlist } })).toBe(400);
  expect(await approve(admin, { name: 'x', screenId: 1 })).toBe(400);
  expect(await approve(admin, { screenId: 999 })).toBe(404);
  expect(await approve(ofA, { name: 'x', region: 'A1' })).toBe(200);
});

test('another device takes the place of a screen’s, which is out at once', async () => {
  const { device, screen } = await world.pair(admin, { name: 'west', region: 'B' });
  const { screenId } = screen;
  await expect(world.pair(admin, { name: 'west' })).rejects.toThrow('already');
  await expect(world.pair(ofA, { screenId })).rejects.toThrow('There is no screen');
  const next = await world.pair(admin, { screenId });
  expect(next.screen).toMatchObject({ screenId, name: 'west', region: 'B' });
  expect((await device.ask('GET', '/screen')).status).toBe(401);
  expect((await next.device.ask('GET', '/screen')).status).toBe(200);
});

test('codes are not found by trying', async () => {
  const eager = await world.account('eager', 'admin');
  const { user_code } = await world.startPairing(world.device());
  const look = async (code: string, by = eager): Promise<number> =>
    (await world.ask('GET', `/screens/pairing/${code}`, by)).status;
  for (let i = 0; i < 3; i += 1) expect(await look(user_code)).toBe(200);
  const wrong = user_code === 'CDFHJK' ? 'KJHFDC' : 'CDFHJK';
  for (let i = 0; i < wrongCodes; i += 1) expect(await look(wrong)).toBe(404);
  expect(await look(user_code)).toBe(429);
  expect(await look(user_code, admin)).toBe(200);
});

test('no more devices wait than may', async () => {
  await world.database.pool.query(
    `insert into screen_pairings (device_hash, user_code, address, asked, created_at, expires_at, every_seconds)
     select sha256(n::text::bytea), 'n' || n, '', '{}', $1, $1::timestamptz + interval '1 minute', 5
       from generate_series(1, $2) as n`,
    [new Date(world.time.now), mostPending],
  );
  expect((await world.device().ask('POST', '/screens/pairing', {})).status).toBe(503);
  world.time.now += 2 * minute;
  expect((await world.device().ask('POST', '/screens/pairing', {})).status).toBe(200);
});
