import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  defaultScreenSettings,
  type ScreenChange,
  type ScreenReport,
  type ScreenRow,
  type ScreenSnapshot,
} from '#contract/screen';
import { screenWorld, type Headers, type ScreenWorld, type TestDevice } from '../../testing/screenWorld.ts';
import { roomClient, type RoomClient } from '../../testing/roomClient.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const second = 1000;
const open: RoomClient[] = [];
let world: ScreenWorld;
let admin: Headers;
let inspector: Headers;
let serial = 0;

beforeAll(async () => {
  world = await screenWorld(start);
  admin = await world.account('root', 'admin');
  inspector = await world.account('li', 'inspector');
});
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.disconnect();
});
afterAll(() => world.close());

/** A paired screen whose socket hangs on the other server than the one that is asked over HTTP. */
async function linkedScreen(region: string | null): Promise<{
  device: TestDevice;
  id: number;
  room: string;
  client: RoomClient;
  snapshot: ScreenSnapshot;
}> {
  serial += 1;
  const { device, screen } = await world.pair(admin, { name: `hall ${serial}`, region });
  const id = screen.screenId;
  const room = `screen:${id}`;
  const client = await connect(device);
  return { device, id, room, client, snapshot: (await client.join(room)) as ScreenSnapshot };
}
async function connect(device: TestDevice, more: Headers = {}, as?: 'screen'): Promise<RoomClient> {
  const headers = { ...device.headers(), ...more };
  const client = await roomClient(world.urls[1], { headers, ...(as ? { as } : {}) });
  open.push(client);
  return client;
}
const heardIn = ({ deltas }: RoomClient, room: string): ScreenChange[] =>
  deltas.flatMap((delta) =>
    'room' in delta && delta.room === room ? (delta.changes as ScreenChange[]) : [],
  );
const rowOf = async (id: number): Promise<ScreenRow> =>
  (await (await world.ask('GET', `/screens/${id}`, admin)).json()) as ScreenRow;
const command = async (id: number, body: object, by = inspector): Promise<number> =>
  (await world.ask('POST', `/screens/${id}/command`, by, body)).status;
async function untilRow(id: number, holds: (row: ScreenRow) => boolean): Promise<void> {
  while (!holds(await rowOf(id))) await new Promise((resolve) => setTimeout(resolve, 20));
}
const report: ScreenReport = {
  page: 'overview',
  pinned: false,
  build: 'index-1.js',
  width: 1920,
  height: 1080,
  ratio: 1,
  framesPerSecond: 60,
  heapBytes: 40_000_000,
  heapLimitBytes: null,
  dataTime: new Date(start).toISOString(),
  link: 'live',
  clockOffset: -3,
};

test('a screen joins walls of its region and its own room, and nothing else', async () => {
  const other = await linkedScreen(null);
  const { client, id, snapshot, room } = await linkedScreen('A');
  expect(snapshot.state).toEqual({
    screenId: id,
    name: `hall ${serial}`,
    region: 'A',
    settings: defaultScreenSettings,
    build: expect.any(String),
  });
  for (const may of ['wall:A', 'wall:A1', room]) expect(await client.join(may)).toHaveProperty('seq');
  for (const not of [
    'wall',
    'wall:B',
    'wall:C',
    'desk',
    'desk:A-H',
    'user:1',
    `user:${id}`,
    other.room,
    'screen:',
  ])
    expect([not, await client.join(not)]).toMatchObject([not, { error: { code: 'forbidden' } }]);
  for (const may of ['wall', 'wall:B']) expect(await other.client.join(may)).toHaveProperty('seq');
});

test('what the desk tells a screen reaches it on whichever server its socket hangs', async () => {
  const { client, id, room, snapshot } = await linkedScreen('A');
  const commands = [
    { command: 'pin', page: 'hours' },
    { command: 'next' },
    { command: 'replay', from: start - 3600 * second, to: start - 1800 * second, speed: 60 },
  ] as const;
  for (const body of commands) expect(await command(id, body)).toBe(204);
  await client.until(() => heardIn(client, room).length === 3);
  expect(heardIn(client, room)).toEqual(commands.map((one) => ({ topic: 'screen:command', command: one })));
  const [first] = client.deltas;
  expect(first?.after).toBe(snapshot.seq);
  const { rows } = await world.database.pool.query(
    `select detail ->> 'command' as command from audit_entries
      where action = 'screen.commanded' and subject_id = $1 order by audit_id`,
    [String(id)],
  );
  expect(rows).toEqual(commands.map((one) => ({ command: one.command })));
});

test('who may steer may not do what is an administrator’s, and nobody reaches a screen that is not there', async () => {
  const { client, id } = await linkedScreen('A');
  expect(await command(id, { command: 'identify' })).toBe(403);
  expect(await command(id, { command: 'identify' }, admin)).toBe(204);
  expect(await command(id, { command: 'next' }, await world.account('watcher', 'monitor'))).toBe(403);
  expect(await command(id, { command: 'next' }, await world.account('of-b', 'inspector', 'B'))).toBe(404);
  const future = { command: 'replay', from: start, to: start + second, speed: 1 };
  expect(await command(id, future)).toBe(400);
  client.socket.disconnect();
  await untilRow(id, ({ connected }) => !connected);
  expect(await command(id, { command: 'next' })).toBe(409);
});

test('saved settings reach the screen as they are, and whoever joins later begins with them', async () => {
  const { client, id, room, device } = await linkedScreen('A');
  const settings = { ...defaultScreenSettings, profile: 'hall' as const, language: 'en' as const };
  const saved = await world.ask('PATCH', `/screens/${id}`, { ...admin, 'if-match': '"1"' }, { settings });
  expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"2"']);
  await client.until(() => heardIn(client, room).length === 1);
  const name = `hall ${serial}`;
  expect(heardIn(client, room)).toEqual([{ topic: 'screen:settings', name, region: 'A', settings }]);
  const late = await connect(device);
  expect(await late.join(room)).toMatchObject({ seq: client.deltas.at(-1)?.seq, state: { settings } });
});

test('a screen whose region changes is cut, and comes back to its new one', async () => {
  const { client, id, device, room } = await linkedScreen('A');
  expect(await client.join('wall:A')).toHaveProperty('seq');
  const moved = await world.ask('PATCH', `/screens/${id}`, { ...admin, 'if-match': '"1"' }, { region: 'B' });
  expect(moved.status).toBe(200);
  expect(await client.cut).toBe('io server disconnect');
  const again = await connect(device);
  expect(await again.join(room)).toMatchObject({ state: { region: 'B' } });
  expect(await again.join('wall:B')).toHaveProperty('seq');
  expect(await again.join('wall:A')).toHaveProperty('error');
});

test('a revoked screen’s socket is cut on whichever server it hangs, and it does not come back', async () => {
  const { client, id, device } = await linkedScreen('A');
  const other = await linkedScreen('A');
  expect((await world.ask('POST', `/screens/${id}/revoke`, admin)).status).toBe(204);
  expect(await client.cut).toBe('io server disconnect');
  await expect(connect(device)).rejects.toThrow('unauthenticated');
  await other.client.settle();
  expect(other.client.socket.connected).toBe(true);
  expect(await rowOf(id)).toMatchObject({
    connected: false,
    revokedAt: new Date(world.time.now).toISOString(),
  });
});

test('the socket of a device that is replaced is cut when the new one takes its place', async () => {
  const { client, id } = await linkedScreen('A');
  const next = await world.pair(admin, { screenId: id });
  expect(await client.cut).toBe('io server disconnect');
  expect(await (await connect(next.device)).join(`screen:${id}`)).toHaveProperty('seq');
});

test('a renewed credential leaves the open socket alone', async () => {
  const { client, id, room, device } = await linkedScreen('A');
  world.time.now += 8 * 24 * 3600 * second;
  expect((await device.ask('GET', '/screen')).headers.getSetCookie()).toHaveLength(1);
  expect((await device.ask('GET', '/screen')).status).toBe(200);
  const { version } = await rowOf(id);
  const match = { ...admin, 'if-match': `"${version}"` };
  expect((await world.ask('PATCH', `/screens/${id}`, match, { name: 'renewed' })).status).toBe(200);
  await client.until(() => heardIn(client, room).length === 1);
  await client.settle();
  expect(client.socket.connected).toBe(true);
});

test('on a screen’s own browser its credential counts where it is meant, whoever has signed in there', async () => {
  const { device, room } = await linkedScreen('A');
  expect(await (await connect(device, inspector)).join(room)).toMatchObject({ error: { code: 'forbidden' } });
  expect(await (await connect(device, inspector)).join('desk')).toHaveProperty('seq');
  expect(await (await connect(device, inspector, 'screen')).join(room)).toHaveProperty('seq');
  await expect(connect(device, { 'sec-fetch-site': 'cross-site' })).rejects.toThrow('forbidden');
});

test('what a screen says of itself is kept at most every 20 s, and nonsense never', async () => {
  const { client, id, device } = await linkedScreen('A');
  const say = (given: unknown): Promise<unknown> => client.socket.emitWithAck('screen:report', given);
  expect(await say(report)).toEqual({ kept: true });
  expect(await say({ ...report, page: 'hours' })).toEqual({ kept: false });
  expect(await say({ ...report, heapBytes: 'much' })).toEqual({ kept: false, error: 'heapBytes' });
  expect(await say(null)).toMatchObject({ kept: false });
  client.socket.emit('screen:report');
  expect(await rowOf(id)).toMatchObject({ connected: true, report });
  world.time.now += 20 * second;
  expect(await say({ ...report, page: 'hours' })).toEqual({ kept: true });
  expect(await rowOf(id)).toMatchObject({
    report: { page: 'hours' },
    lastSeenAt: new Date(world.time.now).toISOString(),
  });
  const beside = await connect(device);
  await beside.settle();
  client.socket.disconnect();
  await beside.join(`screen:${id}`);
  expect(await rowOf(id)).toMatchObject({ connected: true });
  beside.socket.disconnect();
  await untilRow(id, ({ connected }) => !connected);
});

test('of an account no report is taken', async () => {
  const token = inspector['authorization']?.slice('Bearer '.length) ?? '';
  const client = await roomClient(world.urls[1], token);
  open.push(client);
  client.socket.emit('screen:report', report);
  await client.settle();
  const { rows } = await world.database.pool.query(`select count(*) as n from screens where name = 'li'`);
  expect(rows).toEqual([{ n: 0 }]);
});
