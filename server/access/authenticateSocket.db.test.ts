import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen, type RunningServer } from '../http/httpServer.ts';
import { accountWithToken } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { accountByName, disableAccount, enableAccount } from './accountStore.ts';
import { authenticateSocket, watchCredential, type SocketIdentity } from './authenticateSocket.ts';
import { openSession, revokeSession } from './sessionStore.ts';
import { listTokens, revokeToken } from './tokenStore.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
const time = { now: start };
const open: Socket[] = [];
let database: TestDatabase;
let running: RunningServer;
let server: Server;
let url: string;
let token: string;
let session: string;

beforeAll(async () => {
  database = await testDatabase();
  token = await accountWithToken(database.pool, { name: 'wall', role: 'monitor' }, start);
  const parts = { db: database.pool, clock: () => time.now, publicUrl: undefined };
  const http = createServer();
  server = new Server(http);
  server.use((socket, next) => void authenticateSocket(parts)(socket, next));
  server.on('connection', (socket) => {
    watchCredential(socket, parts, 20);
    const { who }: SocketIdentity = socket.data;
    socket.emit('account', who);
  });
  running = await listen(http, { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${running.port}`;
});
afterAll(async () => {
  await server.close();
  await running.close(0);
  await database.drop();
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
  time.now = start;
});

function connect(options: { auth?: object; extraHeaders?: Record<string, string> }): Socket {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
  open.push(socket);
  return socket;
}
const refused = async (socket: Socket): Promise<string> => {
  const error: unknown = await new Promise((resolve) => socket.once('connect_error', resolve));
  return error instanceof Error ? error.message : '';
};
const welcomed = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('account', resolve));
const cut = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('disconnect', resolve));
const newSession = async (): Promise<Record<string, string>> => {
  const wall = await accountByName(database.pool, 'wall');
  session = await openSession(database.pool, wall!.id, 'test', time.now);
  return { cookie: `duban=${session}` };
};

test('a socket without a credential, or with a forged one, is refused at the handshake', async () => {
  expect(await refused(connect({}))).toBe('unauthenticated');
  expect(await refused(connect({ auth: { token: 'dbt_forged' } }))).toBe('unauthenticated');
  expect(await refused(connect({ auth: { token: { length: 3 } } }))).toBe('unauthenticated');
  expect(await refused(connect({ extraHeaders: { cookie: `duban=${'A'.repeat(43)}` } }))).toBe(
    'unauthenticated',
  );
});

test('a token is let on, as auth and as bearer', async () => {
  expect(await welcomed(connect({ auth: { token } }))).toMatchObject({ name: 'wall', role: 'monitor' });
  const bearer = connect({ extraHeaders: { authorization: `Bearer ${token}` } });
  expect(await welcomed(bearer)).toMatchObject({ name: 'wall' });
});

test('a session’s cookie is let on from our own pages alone', async () => {
  const headers = await newSession();
  expect(await welcomed(connect({ extraHeaders: { ...headers, origin: url } }))).toMatchObject({
    name: 'wall',
  });
  expect(await refused(connect({ extraHeaders: { ...headers, origin: 'https://evil.example' } }))).toBe(
    'forbidden',
  );
  expect(await welcomed(connect({ extraHeaders: headers }))).toMatchObject({ name: 'wall' });
  const framed = connect({ extraHeaders: { ...headers, 'sec-fetch-site': 'cross-site' } });
  expect(await refused(framed)).toBe('forbidden');
});

test('an open socket is cut when its session is revoked', async () => {
  const socket = connect({ extraHeaders: { ...(await newSession()), origin: url } });
  await welcomed(socket);
  const ended = cut(socket);
  await revokeSession(database.pool, session, start);
  expect(await ended).toBe('io server disconnect');
});

test('an open socket is cut when its token is revoked, and when its account is disabled', async () => {
  const first = connect({ auth: { token } });
  await welcomed(first);
  let ended = cut(first);
  await disableAccount(database.pool, 'wall', start);
  await ended;
  await enableAccount(database.pool, 'wall');
  const second = connect({ auth: { token } });
  await welcomed(second);
  ended = cut(second);
  const [stored] = await listTokens(database.pool);
  await revokeToken(database.pool, stored!.tokenId, start);
  await ended;
});

test('an open socket is cut when its account’s scope changes', async () => {
  const socket = connect({ extraHeaders: { ...(await newSession()), origin: url } });
  await welcomed(socket);
  const ended = cut(socket);
  await database.pool.query(`update accounts set region = '500112' where name = 'wall'`);
  await ended;
  await database.pool.query(`update accounts set region = null where name = 'wall'`);
});

test('watching keeps a session from idling out, but not beyond its last day', async () => {
  const socket = connect({ extraHeaders: { ...(await newSession()), origin: url } });
  await welcomed(socket);
  const ended = cut(socket);
  for (let at = 11 * hour; at < 7 * 24 * hour; at += 11 * hour) {
    time.now = start + at;
    await untilSeen(time.now);
    expect(socket.connected).toBe(true);
  }
  time.now = start + 7 * 24 * hour;
  await ended;
});

async function untilSeen(at: number): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    const { rows } = await database.pool.query<{ seen: number }>(
      'select max(last_seen_at) as seen from sessions',
    );
    if (rows[0]?.seen === at) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the session was not touched');
}
