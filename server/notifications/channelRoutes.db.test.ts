import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  channelListSchema,
  channelSchema,
  channelTestSchema,
  deliveryListSchema,
} from '#contract/channelSchema';
import { httpReceiver } from '../testing/httpReceiver.ts';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { channelRoutes } from './channelRoutes.ts';
import { deliveryRoutes } from './deliveryRoutes.ts';

const now = at('2026-11-23 10:00');
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let database: TestDatabase;
let world: NotificationWorld;
let receiver: Awaited<ReturnType<typeof httpReceiver>>;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, now);
});
beforeEach(async () => {
  await world.clear();
  receiver = await httpReceiver();
  tokens.set('admin', await world.account('admin', 'admin'));
  tokens.set('districtAdmin', await world.account('districtAdmin', 'admin', { region: 'A' }));
  tokens.set('inspector', await world.account('inspector', 'inspector'));
  const parts = {
    db: world.pool,
    clock: () => world.time.now,
    catalogue: () => world.catalogue,
    sealer: world.sealer,
    outbound: world.outbound,
    deskUrl: null,
  };
  app = await readApp(world.pool, { now }, () => [channelRoutes(parts), deliveryRoutes(parts)]);
});
afterEach(async () => {
  await app.close();
  await receiver.close();
});
afterAll(() => database.drop());

const send = (method: string, path: string, body?: object, who = 'admin'): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const webhook = (more: object = {}) => ({
  kind: 'webhook',
  name: 'platform',
  url: `${receiver.url}/hook?key=hush`,
  secret,
  ...more,
});
const problem = async (answer: Response): Promise<object> => {
  const { code, path } = (await answer.json()) as { code: string; path?: string };
  return { status: answer.status, code, path };
};

describe('a channel', () => {
  it('is made, changed and deleted by an administrator, and each is in the audit', async () => {
    const made = await send('POST', '/channels', webhook());
    expect(made.status).toBe(201);
    const { channelId } = channelSchema.parse(await made.json());
    expect(made.headers.get('location')).toBe(`/api/v1/channels/${channelId}`);
    const changed = await send('PUT', `/channels/${channelId}`, {
      kind: 'webhook',
      name: 'renamed',
      department: 'A-H',
    });
    expect(channelSchema.parse(await changed.json())).toMatchObject({
      name: 'renamed',
      department: 'A-H',
      address: receiver.url,
      signed: true,
    });
    expect((await send('DELETE', `/channels/${channelId}`)).status).toBe(204);
    expect((await send('GET', `/channels/${channelId}`)).status).toBe(404);
    expect(channelListSchema.parse(await (await send('GET', '/channels')).json()).items).toEqual([]);
    const { rows } = await world.pool.query(
      `select action, subject_id as id from audit_entries where action like 'channel.%' order by audit_id`,
    );
    const id = String(channelId);
    expect(rows).toEqual(
      ['channel.added', 'channel.changed', 'channel.deleted'].map((action) => ({ action, id })),
    );
  });

  it('gives its secrets to nobody: no answer, no row and no audit holds them', async () => {
    const made = await send('POST', '/channels', webhook());
    const texts = [await made.text(), await (await send('GET', '/channels')).text()];
    const { rows } = await world.pool.query(
      `select channels::text as stored from channels union all select audit_entries::text from audit_entries`,
    );
    for (const text of [...texts, JSON.stringify(rows)]) {
      expect(text).not.toContain('hush');
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it.each([
    [{ kind: 'pigeon' }, 'kind'],
    [{ name: '' }, 'name'],
    [{ url: 'ftp://x.example' }, 'url'],
    [{ url: 'https://user:pass@x.example' }, 'url'],
    [{ url: undefined }, 'url'],
    [{ secret: 'short' }, 'secret'],
    [{ secret: undefined }, 'secret'],
    [{ department: 'nowhere' }, 'department'],
    [{ kinds: ['Flag!'] }, 'kinds.0'],
    [{ hours: { from: '18:00', to: '09:00' } }, 'hours.to'],
    [{ hours: { from: '9', to: '18:00' } }, 'hours.from'],
    [{ rhythm: 'hourly' }, 'rhythm'],
    [{ colour: 'red' }, 'colour'],
  ])('with %j is refused, and the field %s named', async (fault, path) => {
    expect(await problem(await send('POST', '/channels', webhook(fault)))).toEqual({
      status: 400,
      code: 'invalid',
      path,
    });
  });

  it.each([
    [{ from: 'nobody' }, 'mail.from'],
    [{ to: ['x@y.example', 'nobody'] }, 'mail.to.1'],
    [{ to: [], toAccounts: false }, 'mail.to'],
    [{ port: 70_000 }, 'mail.port'],
    [{ user: 'duban' }, 'password'],
  ])('for mail with %j is refused, and the field %s named', async (fault, path) => {
    const mail = { host: 'smtp.office.example', port: 465, from: 'a@b.example', ...fault };
    expect(await problem(await send('POST', '/channels', { kind: 'mail', name: 'mail', mail }))).toEqual({
      status: 400,
      code: 'invalid',
      path,
    });
  });

  it('has a name of its own and keeps its kind', async () => {
    const { channelId } = channelSchema.parse(await (await send('POST', '/channels', webhook())).json());
    await send('POST', '/channels', webhook({ name: 'other' }));
    const conflict = { status: 409, code: 'conflict', path: 'name' };
    expect(await problem(await send('POST', '/channels', webhook()))).toEqual(conflict);
    expect(await problem(await send('PUT', `/channels/${channelId}`, webhook({ name: 'other' })))).toEqual(
      conflict,
    );
    const robot = { kind: 'wecom', name: 'platform', url: receiver.url };
    expect(await problem(await send('PUT', `/channels/${channelId}`, robot))).toMatchObject({ path: 'kind' });
  });

  it('belongs to administrators, each within the own region', async () => {
    expect((await send('GET', '/channels', undefined, 'inspector')).status).toBe(403);
    expect((await send('POST', '/channels', webhook(), 'inspector')).status).toBe(403);
    const forbidden = { status: 403, code: 'forbidden', path: 'department' };
    expect(await problem(await send('POST', '/channels', webhook(), 'districtAdmin'))).toEqual(forbidden);
    expect(
      await problem(await send('POST', '/channels', webhook({ department: 'B-H' }), 'districtAdmin')),
    ).toEqual(forbidden);
    const own = await send('POST', '/channels', webhook({ department: 'A-H-1' }), 'districtAdmin');
    expect(own.status).toBe(201);
    const office = channelSchema.parse(
      await (await send('POST', '/channels', webhook({ name: 'office' }))).json(),
    );
    const listed = channelListSchema.parse(
      await (await send('GET', '/channels', undefined, 'districtAdmin')).json(),
    );
    expect(listed.items.map(({ name }) => name)).toEqual(['platform']);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', ':test'],
      ['GET', '/deliveries'],
    ] as const)
      expect(
        (await send(method, `/channels/${office.channelId}${path}`, undefined, 'districtAdmin')).status,
      ).toBe(404);
  });
});

describe('the test button', () => {
  it('sends a message now and tells what the other side said', async () => {
    const { channelId } = channelSchema.parse(await (await send('POST', '/channels', webhook())).json());
    receiver.answers.push({ status: 204 }, { status: 403 });
    const tried = async () =>
      channelTestSchema.parse(await (await send('POST', `/channels/${channelId}:test`)).json());
    expect(await tried()).toMatchObject({ outcome: 'sent', status: 204, detail: null });
    expect(await tried()).toMatchObject({
      outcome: 'retry',
      status: 403,
      detail: 'The receiver answered 403.',
    });
    expect(receiver.heard[0]?.body).toContain('platform');
  });

  it('reaches no address inside', async () => {
    const inside = webhook({ url: 'http://169.254.169.254/latest/meta-data' });
    const { channelId } = channelSchema.parse(await (await send('POST', '/channels', inside)).json());
    expect(await (await send('POST', `/channels/${channelId}:test`)).json()).toMatchObject({
      outcome: 'retry',
      status: null,
      detail: expect.stringContaining('169.254.169.254'),
    });
  });

  it('keeps to the limits of the robot', async () => {
    const robot = { kind: 'wecom', name: 'robot', url: `${receiver.url}/robot` };
    const { channelId } = channelSchema.parse(await (await send('POST', '/channels', robot)).json());
    for (let n = 0; n < 20; n += 1)
      expect((await send('POST', `/channels/${channelId}:test`)).status).toBe(200);
    const refused = await send('POST', `/channels/${channelId}:test`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  });
});

describe('the delivery log', () => {
  it('tells what became of every delivery, and any that has ended can be sent again as it was', async () => {
    const { channelId } = channelSchema.parse(await (await send('POST', '/channels', webhook())).json());
    for (let n = 0; n < 3; n += 1) await world.enqueue();
    receiver.answers.push({ status: 410 });
    await world.deliver();
    const log = async (query = '') =>
      deliveryListSchema.parse(await (await send('GET', `/channels/${channelId}/deliveries${query}`)).json());
    const first = await log('?limit=2');
    expect(first.items.map(({ deliveryId, state }) => [deliveryId, state])).toEqual([
      [3, 'sent'],
      [2, 'sent'],
    ]);
    const rest = await log(`?limit=2&cursor=${first.nextCursor}`);
    expect(rest).toMatchObject({
      items: [{ deliveryId: 1, state: 'failed', attempts: 1, lastStatus: 410, account: null }],
      nextCursor: null,
    });
    expect((await log('?state=failed')).items).toHaveLength(1);

    world.time.now += 3_600_000;
    expect((await send('POST', '/deliveries/3:replay')).status).toBe(202);
    expect((await send('POST', '/deliveries/3:replay')).status).toBe(404);
    await world.deliver();
    const [, , third, again] = receiver.heard;
    expect(again?.body).toBe(third?.body);
    expect(again?.headers['webhook-id']).toBe(third?.headers['webhook-id']);
    expect(Number(again?.headers['webhook-timestamp'])).toBe(
      Number(third?.headers['webhook-timestamp']) + 3600,
    );
  });

  it('is replayed within the own scope alone', async () => {
    await send('POST', '/channels', webhook());
    await world.enqueue();
    await world.deliver();
    expect((await send('POST', '/deliveries/1:replay', undefined, 'districtAdmin')).status).toBe(404);
    expect((await send('POST', '/deliveries/1:replay', undefined, 'inspector')).status).toBe(403);
    expect((await send('POST', '/deliveries/x:replay')).status).toBe(404);
  });
});
