import { afterAll, beforeAll, expect, test } from 'vitest';
import { subscriptionSchema, type ReportSubscription } from '#contract/reports/reportSetupSchema';
import { deleteChannel } from '../notifications/channelStore.ts';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { subscriptionRoutes } from './subscriptionRoutes.ts';

const now = Date.parse('2026-11-02T10:00:00+08:00');
let database: TestDatabase;
let world: NotificationWorld;
let app: Awaited<ReturnType<typeof readApp>>;
let channelId: number;
const tokens = new Map<string, string>();
beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, now);
  tokens.set('admin', await world.account('admin', 'admin'));
  tokens.set('district', await world.account('district', 'admin', { region: 'B' }));
  tokens.set('chief', await world.account('chief', 'supervisor'));
  channelId = await hook('mayor');
  app = await readApp(database.pool, { now }, ({ db, clock }) => [
    subscriptionRoutes({ pool: db, clock, catalogue: () => world.catalogue }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const hook = (name: string): Promise<number> =>
  world.channel({ kind: 'webhook', name, url: 'https://example.org/', secret: `whsec_${'A'.repeat(32)}` });
async function ask<Body>(method: string, path = '', body?: object, who = 'admin') {
  const response = await fetch(`${app.url}/api/v1/report-subscriptions${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body & { path?: string } };
}
const subscribe = (body: object, who?: string) => ask<ReportSubscription>('POST', '', body, who);
const listed = async (): Promise<ReportSubscription[]> =>
  (await ask<{ items: ReportSubscription[] }>('GET')).body.items;

test('a channel is subscribed once to reports of a kind and place; again changes what is attached', async () => {
  const first = await subscribe({ kind: 'monthly_bulletin', channelId });
  expect(first.status).toBe(201);
  expect(subscriptionSchema.parse(first.body)).toEqual(first.body);
  expect(first.body).toMatchObject({
    scope: { by: 'city', code: '', name: '' },
    channelName: 'mayor',
    formats: [],
    addedBy: 'admin',
  });
  const again = await subscribe({ kind: 'monthly_bulletin', channelId, formats: ['pdf'] });
  expect(again.body).toEqual({ ...first.body, formats: ['pdf'] });
  const district = { by: 'region', code: 'B' };
  const other = await subscribe({ kind: 'monthly_bulletin', scope: district, channelId });
  expect(other.body.scope).toEqual({ ...district, name: '乙区' });
  expect(await listed()).toEqual([again.body, other.body]);
  expect((await ask('DELETE', `/${other.body.subscriptionId}`)).status).toBe(204);
  expect((await ask('DELETE', `/${other.body.subscriptionId}`)).status).toBe(404);
  expect(await listed()).toEqual([again.body]);
});

test('places, channels and formats that there are not are refused by their field', async () => {
  const kind = 'daily_scan';
  const elsewhere = { by: 'department', code: 'nowhere' };
  expect(await subscribe({ kind, channelId: 999 })).toMatchObject({
    status: 400,
    body: { path: 'channelId' },
  });
  expect((await subscribe({ kind, channelId, scope: elsewhere })).status).toBe(400);
  expect((await subscribe({ kind, channelId, formats: ['html'] })).status).toBe(400);
  const gone = await hook('gone');
  await deleteChannel(database.pool, gone, now);
  expect((await subscribe({ kind, channelId: gone })).status).toBe(400);
  expect((await listed()).filter((one) => one.kind === kind)).toEqual([]);
});

test('of a channel that is removed nothing is subscribed any more', async () => {
  const gone = await hook('for a while');
  const { body } = await subscribe({ kind: 'weekly_dispatch', channelId: gone });
  expect((await listed()).map(({ subscriptionId }) => subscriptionId)).toContain(body.subscriptionId);
  await deleteChannel(database.pool, gone, now);
  expect((await listed()).map(({ subscriptionId }) => subscriptionId)).not.toContain(body.subscriptionId);
});

test('administrators of all places alone do so, and the audit has each step', async () => {
  const asked = { kind: 'quarterly_analysis', channelId };
  for (const who of ['district', 'chief']) {
    expect((await subscribe(asked, who)).status).toBe(403);
    expect((await ask('GET', '', undefined, who)).status).toBe(403);
  }
  const { subscriptionId } = (await subscribe(asked)).body;
  await ask('DELETE', `/${subscriptionId}`);
  const { rows } = await database.pool.query<{ action: string }>(
    `select action from audit_entries
      where subject_kind = 'report_subscription' and subject_id = $1 order by audit_id`,
    [String(subscriptionId)],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'report_subscription.set',
    'report_subscription.removed',
  ]);
});
