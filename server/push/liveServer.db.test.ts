import { createServer } from 'node:http';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { applyWallChanges } from '#contract/applyWallChanges';
import type { TimeAnswer } from '#contract/timeAnswer';
import { replayRoom } from '#contract/replay';
import type { ReplayDelta } from '#contract/replay';
import type { RoomDelta, RoomSnapshot, WallState } from '#contract/wall';
import { authenticateSocket, cutEnded, watchCredential } from '../access/authenticateSocket.ts';
import { appendChange } from '../changes/appendChange.ts';
import { listen } from '../http/httpServer.ts';
import type { RunningServer } from '../http/httpServer.ts';
import { ingestServer, ingestWorld } from '../testing/ingestWorld.ts';
import type { IngestServer } from '../testing/ingestWorld.ts';
import { replayRooms } from '../replay/replayRooms.ts';
import { accountWithToken } from '../testing/readApp.ts';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import { startLiveServer } from './liveServer.ts';
import type { LiveServer } from './liveServer.ts';

let database: TestDatabase;
let ingest: IngestServer;
let key: string;
let live: LiveServer;
let running: RunningServer;
let tokens: Record<'city' | 'district' | 'department', string>;
const open: Socket[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const world = await ingestWorld(pool);
  key = (await world.addSource('yubei')).key;
  ingest = await ingestServer(pool, world);
  const account = (name: string, extra: object): Promise<string> =>
    accountWithToken(pool, { name, role: 'monitor', ...extra }, Date.now());
  tokens = {
    city: await account('city', {}),
    district: await account('district', { region: '500112' }),
    department: await account('department', { role: 'department', department: '500112-ZJ' }),
  };
  const access = { db: pool, clock: Date.now, publicUrl: undefined };
  const http = createServer();
  live = await startLiveServer({
    http,
    pool,
    catalogue: world.catalogue,
    clock: Date.now,
    authenticate: authenticateSocket(access),
    watch: (socket) => watchCredential(socket, access),
    cutEnded: (sockets) => cutEnded(sockets, access),
    replays: replayRooms({ pool, catalogue: world.catalogue, clock: Date.now, onError: fail }),
    log: { info: () => undefined, warn: () => undefined },
  });
  running = await listen(http, { host: '127.0.0.1', port: 0 });
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await live.close();
  await running.close(0);
  await ingest.close();
  await database.drop();
});

async function connect(token?: string): Promise<Socket> {
  const auth = token === undefined ? {} : { token };
  const socket = io(`http://127.0.0.1:${running.port}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth,
  });
  open.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  return socket;
}

const fail = (error: unknown): never => {
  throw error;
};

const join = (socket: Socket, room: unknown): Promise<unknown> =>
  socket.timeout(5000).emitWithAck('join', room);

/** A wall as a browser keeps it. */
async function wall(
  token: string,
  room: string,
): Promise<{
  state: () => WallState;
  deltas: RoomDelta[];
  until(isSo: (state: WallState) => boolean): Promise<void>;
}> {
  const socket = await connect(token);
  const deltas: RoomDelta[] = [];
  let snapshot: RoomSnapshot | undefined;
  const early: RoomDelta[] = [];
  const take = (delta: RoomDelta): void => {
    if (!snapshot) return void early.push(delta);
    deltas.push(delta);
    expect(delta.after).toBe(snapshot.seq);
    snapshot = { ...snapshot, seq: delta.seq, state: applyWallChanges(snapshot.state, delta.changes) };
  };
  socket.on('changes', take);
  snapshot = (await join(socket, room)) as RoomSnapshot;
  for (const delta of early) if (delta.after >= snapshot.seq) take(delta);
  const state = (): WallState => snapshot?.state ?? expect.unreachable();
  return {
    state,
    deltas,
    async until(isSo) {
      const deadline = Date.now() + 10_000;
      while (!isSo(state()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(isSo(state())).toBe(true);
    },
  };
}

let serial = 0;
async function submit(count: number, region = '500112'): Promise<void> {
  const data = { item: 'permit', region, department: `${region}-ZJ`, channel: 'web', handler: 'u-1' };
  const events = Array.from({ length: count }, () => {
    serial += 1;
    const time = new Date(Date.now() - 1000).toISOString();
    return {
      specversion: '1.0',
      id: `e${serial}`,
      source: '/yubei',
      type: 'case.submitted',
      time,
      subject: `c${serial}`,
      data,
    };
  });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(`${ingest.url}/api/v1/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify(events),
  });
  expect(response.status).toBe(200);
}

describe('the live server', () => {
  it('answers a join with a snapshot and then sends numbered changes to every wall of the room', async () => {
    const walls = [
      await wall(tokens.city, 'wall'),
      await wall(tokens.city, 'wall'),
      await wall(tokens.district, 'wall:500112'),
    ];
    const before = walls.map((one) => one.state().figures.submitted);
    await submit(3);
    await submit(2, '500103');
    await walls[0]!.until(({ figures }) => figures.submitted === before[0]! + 5);
    await walls[1]!.until(({ figures }) => figures.submitted === before[1]! + 5);
    await walls[2]!.until(({ figures }) => figures.submitted === before[2]! + 3);
    // lists and comparisons may come first: they hold no event
    const first = walls[0]!.deltas.find(({ dataTime }) => dataTime !== null);
    expect(Date.parse(first!.serverTime)).toBeGreaterThan(Date.now() - 60_000);
    expect(walls[2]!.state().regions.map(({ code }) => code)).toEqual(['500112']);
    expect(live.state(Date.now())).toMatchObject({ rooms: 2, dropped: 0 });
  });

  it('gives a wall that joins in the middle of a stream the same as one that was there', async () => {
    const early = await wall(tokens.city, 'wall');
    const from = early.state().figures.submitted;
    const stream = (async () => {
      for (let round = 0; round < 12; round++) await submit(20, round % 2 ? '500112' : '500103');
    })();
    const late: Awaited<ReturnType<typeof wall>>[] = [];
    for (let one = 0; one < 6; one++) {
      late.push(await wall(tokens.city, 'wall'));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await stream;
    for (const one of [early, ...late]) await one.until(({ figures }) => figures.submitted === from + 240);
    for (const one of late) expect(one.state()).toEqual(early.state());
  });

  it('lets nobody in who is not signed in', async () => {
    await expect(connect()).rejects.toThrow('unauthenticated');
    await expect(connect('dbt_nobody')).rejects.toThrow('unauthenticated');
  });

  it('shows an account its regions and nothing else', async () => {
    const district = await connect(tokens.district);
    expect(await join(district, 'wall')).toMatchObject({ error: { code: 'forbidden' } });
    expect(await join(district, 'wall:500103')).toMatchObject({ error: { code: 'forbidden' } });
    expect(await join(district, 'wall:500112')).toMatchObject({ state: { city: '500112' } });
    expect(await join(await connect(tokens.department), 'wall:500112')).toMatchObject({
      error: { code: 'forbidden' },
    });
  });

  it('tells a desk that its inbox has something new, and nobody else', async () => {
    const [officer, other] = [await connect(tokens.department), await connect(tokens.city)];
    const { rows } = await database.pool.query<{ id: number }>(
      `select account_id as id from accounts where name = 'department'`,
    );
    const room = `user:${rows[0]?.id}`;
    const joined = (await join(officer, room)) as { seq: number };
    const times = { serverTime: expect.any(String), dataTime: null };
    expect(joined).toMatchObject(times);
    expect(await join(officer, 'desk')).toMatchObject(times);
    expect(await join(other, room)).toMatchObject({ error: { code: 'forbidden' } });
    const heard = new Promise((resolve) => officer.on('changes', resolve));
    await appendChange(database.pool, Date.now(), { notified: [[rows[0]?.id ?? 0, 7, 'flag.sent']] });
    expect(await heard).toMatchObject({
      after: joined.seq,
      changes: [{ topic: 'notification:added', notificationId: 7, kind: 'flag.sent' }],
      ...times,
    });
  });

  it('answers nonsense with a reason or not at all, and lives', async () => {
    const socket = await connect(tokens.city);
    expect(await join(socket, 'wall:nowhere')).toMatchObject({ error: { code: 'not_found' } });
    expect(await join(socket, 'desk:nowhere')).toMatchObject({ error: { code: 'not_found' } });
    socket.emit('join', { room: 'wall' });
    socket.emit('join');
    socket.emit('join', 'wall');
    socket.emit('leave', 7);
    socket.emit('ping:time', 'now');
    expect(await join(socket, 'wall')).toMatchObject({ seq: expect.any(Number) });
    let answer: unknown;
    for (let one = 0; one < 130; one++) answer = await join(socket, 'wall:nowhere');
    expect(answer).toMatchObject({ error: { code: 'too_many_requests' } });
  });

  it('says what time it is, and how long ago it has read its database', async () => {
    const socket = await connect(tokens.city);
    const asked = Date.now();
    const answer = (await socket.timeout(5000).emitWithAck('ping:time')) as TimeAnswer;
    expect(Date.parse(answer.serverTime)).toBeGreaterThanOrEqual(asked);
    expect(Date.parse(answer.serverTime)).toBeLessThanOrEqual(Date.now());
    expect(answer.feedLag).toBeGreaterThanOrEqual(0);
  });

  it('plays the past to whoever asks for it, within their regions, and to nobody else', async () => {
    const beside = await wall(tokens.city, 'wall');
    const [from, to] = [Date.now() - 3_600_000, Date.now() - 60_000];
    const past = (region: string): string =>
      replayRoom({ from: String(from), to: String(to), speed: 3600, region });
    const socket = await connect(tokens.city);
    const ended = new Promise<void>((resolve) => {
      socket.on('changes', ({ replay }: ReplayDelta) => replay.at === replay.to && resolve());
    });
    expect(await join(socket, past(''))).toMatchObject({
      replay: { speed: 3600 },
      state: { city: '500000' },
    });
    await ended;
    expect(beside.deltas.some((delta) => 'replay' in delta)).toBe(false);
    const district = await connect(tokens.district);
    expect(await join(district, past(''))).toMatchObject({ error: { code: 'forbidden' } });
    expect(await join(district, past('500112'))).toMatchObject({ state: { city: '500112' } });
    expect(await join(await connect(tokens.department), past(''))).toMatchObject({
      error: { code: 'forbidden' },
    });
  });

  it('tells its walls before it goes away', async () => {
    const one = await wall(tokens.city, 'wall');
    await live.close();
    await one.until(() =>
      one.deltas.some(({ changes }) => changes.some(({ topic }) => topic === 'server:restarting')),
    );
  });
});
