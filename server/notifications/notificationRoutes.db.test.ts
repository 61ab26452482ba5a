import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { notificationListSchema, notificationSettingsSchema } from '#contract/notificationSchema';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { notificationRoutes } from './notificationRoutes.ts';

const now = at('2026-11-23 10:00');
let database: TestDatabase;
let world: NotificationWorld;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, now);
  for (const name of ['li', 'wang'])
    tokens.set(name, await world.account(name, 'department', { department: 'A-H' }));
  tokens.set('zhao', await world.account('zhao', 'department', { department: 'A-P' }));
  app = await readApp(world.pool, { now }, (parts) => [notificationRoutes(parts)]);
});
beforeEach(async () => {
  await world.pool.query(
    'truncate notifications, report_notices, notification_inbox, deliveries, notification_settings restart identity',
  );
  for (let n = 1; n <= 3; n += 1) {
    await world.enqueue({ text: { zh: `第${n}件`, en: `No ${n}` }, flagIds: [n] });
    await world.deliver();
  }
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const send = (method: string, path: string, who: string, body?: object): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const inbox = async (who: string, query = '') =>
  notificationListSchema.parse(await (await send('GET', `/notifications${query}`, who)).json());
const ids = ({ items }: { items: { notificationId: number }[] }) =>
  items.map(({ notificationId }) => notificationId);

it('an inbox is one’s own: newest first, page by page, with how many are unread', async () => {
  const page = await inbox('li', '?limit=2');
  expect(page).toMatchObject({
    unread: 3,
    items: [
      {
        notificationId: 3,
        kind: 'flag.sent',
        department: 'A-H',
        flagIds: [3],
        text: { zh: '第3件', en: 'No 3' },
      },
      { notificationId: 2, readAt: null },
    ],
  });
  expect(ids(await inbox('li', `?limit=2&cursor=${page.nextCursor}`))).toEqual([1]);
  expect(await inbox('zhao')).toEqual({ items: [], nextCursor: null, unread: 0 });
});

it('what is read is read by one account alone, and keeps its time', async () => {
  expect(await (await send('POST', '/notifications', 'li', { read: [2] })).json()).toEqual({ unread: 2 });
  app.time.now = now + 60_000;
  expect(await (await send('POST', '/notifications', 'li', { readUpTo: 2 })).json()).toEqual({ unread: 1 });
  app.time.now = now;
  expect((await inbox('li')).items.map(({ readAt }) => readAt)).toEqual([
    null,
    new Date(now).toISOString(),
    new Date(now + 60_000).toISOString(),
  ]);
  expect(ids(await inbox('li', '?unread=true'))).toEqual([3]);
  expect((await inbox('wang')).unread).toBe(3);
  expect(await (await send('POST', '/notifications', 'zhao', { read: [1, 2, 3] })).json()).toEqual({
    unread: 0,
  });
  expect((await inbox('wang')).unread).toBe(3);
});

it.each([
  [{}, 'read'],
  [{ read: [1], readUpTo: 1 }, 'read'],
  [{ read: ['x'] }, 'read.0'],
  [{ read: [] }, 'read'],
  [{ readUpTo: 0 }, 'readUpTo'],
])('reading %j is refused with the field named', async (body, path) => {
  const answer = await send('POST', '/notifications', 'li', body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid', path });
});

it('settings are one’s own; nothing goes by mail until somebody says so', async () => {
  const settings = async (who: string) =>
    notificationSettingsSchema.parse(await (await send('GET', '/notification-settings', who)).json());
  expect(await settings('li')).toEqual({ mail: 'off', mailAddress: null, muted: [] });
  const wanted = { mail: 'morning', mailAddress: 'li@office.example', muted: ['order', 'flag.sent'] };
  expect((await send('PUT', '/notification-settings', 'li', wanted)).status).toBe(200);
  expect((await send('PUT', '/notification-settings', 'li', wanted)).status).toBe(200);
  expect(await settings('li')).toEqual(wanted);
  expect(await settings('wang')).toEqual({ mail: 'off', mailAddress: null, muted: [] });
});

it.each([
  [{ mail: 'at_once', mailAddress: null }, 'mailAddress'],
  [{ mail: 'at_once', mailAddress: 'li' }, 'mailAddress'],
  [{ mail: 'hourly', mailAddress: null }, 'mail'],
  [{ mail: 'off', mailAddress: null, muted: ['Order!'] }, 'muted.0'],
])('settings %j are refused with the field named', async (body, path) => {
  const answer = await send('PUT', '/notification-settings', 'li', body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid', path });
});

it('nobody reads or changes anything without signing in', async () => {
  for (const [method, path] of [
    ['GET', '/notifications'],
    ['POST', '/notifications'],
    ['GET', '/notification-settings'],
    ['PUT', '/notification-settings'],
  ] as const)
    expect((await send(method, path, 'nobody', method === 'GET' ? undefined : {})).status).toBe(401);
});
