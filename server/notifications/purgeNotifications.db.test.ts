import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { retentionSchema } from '#contract/notificationSchema';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { purgeNotifications } from './purgeNotifications.ts';
import { retentionRoutes } from './retentionRoutes.ts';

const now = at('2026-11-23 10:00');
const day = 86_400_000;
let database: TestDatabase;
let world: NotificationWorld;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, now);
  app = await readApp(database.pool, { now }, ({ clock }) => [
    retentionRoutes({ pool: database.pool, clock }),
  ]);
});
beforeEach(async () => {
  await world.clear();
  await world.pool.query('truncate notification_retention');
  await world.account('li', 'department', { department: 'A-H' });
  for (const [name, region] of [['admin'], ['district', 'B']] as const)
    tokens.set(
      name,
      await accountWithToken(world.pool, { name, role: 'admin', ...(region ? { region } : {}) }, now),
    );
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** A notification told so many days ago, in li's inbox; read so many days ago, or not at all. */
async function told(ago: number, readAgo: number | null): Promise<void> {
  await world.pool.query(
    `with told as (
       insert into notifications (at, kind, department, accounts, flag_ids, text_zh, text_en, routed_at)
       values ($1, 'flag.sent', 'A-H', '{}', '{7}', $3, $3, $1) returning notification_id)
     insert into notification_inbox (account_id, notification_id, read_at)
     select account_id, notification_id, $2 from told, accounts where name = 'li'`,
    [
      new Date(now - ago * day),
      readAgo === null ? null : new Date(now - readAgo * day),
      `${ago}/${readAgo ?? 'unread'}`,
    ],
  );
}
const left = async (): Promise<{ inbox: string[]; all: string[] }> => {
  const { rows } = await world.pool.query<{ text: string; held: boolean }>(
    `select text_zh as text, exists (select from notification_inbox i
                                      where i.notification_id = n.notification_id) as held
       from notifications n order by at desc, notification_id`,
  );
  const texts = (of: typeof rows) => of.map(({ text }) => text);
  return { inbox: texts(rows.filter(({ held }) => held)), all: texts(rows) };
};
const purge = (batchSize?: number) =>
  purgeNotifications(
    { db: world.pool, shouldStop: () => false, ...(batchSize === undefined ? {} : { batchSize }) },
    now,
  );
const send = (method: string, who: string, body?: object): Promise<Response> =>
  fetch(`${app.url}/api/v1/notification-retention`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

it('what was read goes after 90 days, what was told after 400, the unread stays until then', async () => {
  for (const [ago, readAgo] of [
    [10, null],
    [95, 89],
    [95, 91],
    [399, null],
    [401, null],
    [401, 1],
  ] as const)
    await told(ago, readAgo);
  expect(await purge()).toEqual({ inboxes: 3, deliveries: 0, attempts: 0, notifications: 3 });
  expect((await left()).all).toEqual(['10/unread', '95/89', '399/unread']);
  expect(await purge()).toEqual({ inboxes: 0, deliveries: 0, attempts: 0, notifications: 0 });
});

it('the log of what went out stays for 400 days, with what it tells of', async () => {
  const channel = await world.channel({
    kind: 'dingtalk',
    name: 'robot',
    url: 'https://127.0.0.1/robot?access_token=t',
  });
  await told(200, 100);
  await told(401, 300);
  await world.pool.query(
    `insert into deliveries (channel_id, notification_id, state, due_at)
     select $1, notification_id, 'sent', at from notifications`,
    [channel],
  );
  await world.pool.query(
    `insert into delivery_attempts (channel_id, at, took_ms, outcome, deliveries)
     select channel_id, due_at, 1, 'sent', array[delivery_id] from deliveries`,
  );
  expect(await purge()).toEqual({ inboxes: 2, deliveries: 1, attempts: 1, notifications: 1 });
  expect(await left()).toEqual({ inbox: [], all: ['200/100'] });
});

it('small steps get as far as large ones', async () => {
  for (let n = 0; n < 7; n += 1) await told(100 + n, 95);
  expect(await purge(2)).toMatchObject({ inboxes: 7, notifications: 7 });
});

it('an office keeps them shorter or longer, and that is in the audit', async () => {
  expect(await (await send('GET', 'admin')).json()).toEqual({ readDays: 90, allDays: 400 });
  const shorter = { readDays: 7, allDays: 30 };
  expect(retentionSchema.parse(await (await send('PUT', 'admin', shorter)).json())).toEqual(shorter);
  expect(await (await send('GET', 'admin')).json()).toEqual(shorter);
  await told(20, 8);
  await told(31, null);
  await told(20, 6);
  await purge();
  expect((await left()).all).toEqual(['20/6']);
  const { rows } = await world.pool.query<{ detail: object }>(
    `select detail from audit_entries where action = 'notification_retention.changed'`,
  );
  expect(rows).toEqual([{ detail: { before: { readDays: 90, allDays: 400 }, after: shorter } }]);
});

it('what makes no sense is refused with the field named, and who is limited to a region changes nothing', async () => {
  const wrong = await send('PUT', 'admin', { readDays: 40, allDays: 30 });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ code: 'invalid', path: 'readDays' });
  expect((await send('PUT', 'district', { readDays: 7, allDays: 30 })).status).toBe(403);
  expect(await (await send('GET', 'admin')).json()).toEqual({ readDays: 90, allDays: 400 });
});
