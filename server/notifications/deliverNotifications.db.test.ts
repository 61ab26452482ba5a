import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpReceiver } from '../testing/httpReceiver.ts';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { claimChannels } from './queueStore.ts';

/** A Monday. */
const monday = at('2026-11-23 10:00');
const key = Buffer.alloc(32, 7).toString('base64');
const secret = `whsec_${key}`;
let database: TestDatabase;
let world: NotificationWorld;
let receiver: Awaited<ReturnType<typeof httpReceiver>>;

beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, monday);
});
beforeEach(async () => {
  await world.clear();
  receiver = await httpReceiver();
});
afterEach(async () => {
  await receiver.close();
});
afterAll(() => database.drop());

const webhook = (name: string, more: object = {}): Promise<number> =>
  world.channel({ kind: 'webhook', name, url: `${receiver.url}/${name}`, secret, ...more });
const paths = (): string[] => receiver.heard.map(({ path }) => path);
const later = (ms: number): number => (world.time.now += ms);
async function deliveries(): Promise<{ state: string; attempts: number; error: string | null }[]> {
  const { rows } = await world.pool.query<{ state: string; attempts: number; error: string | null }>(
    'select state, attempts, last_error as error from deliveries order by delivery_id',
  );
  return rows;
}
async function inbox(): Promise<string[]> {
  const { rows } = await world.pool.query<{ name: string }>(
    'select name from notification_inbox join accounts using (account_id) order by name',
  );
  return rows.map(({ name }) => name);
}

describe('a notification', () => {
  it('reaches the officers of its department, those named, and the channels that serve it, once', async () => {
    await world.account('li', 'department', { department: 'A-H' });
    await world.account('zhao', 'department', { department: 'A-P' });
    await world.account('chen', 'inspector');
    await webhook('housing', { department: 'A-H' });
    await webhook('police', { department: 'A-P' });
    await webhook('office');
    await webhook('orders', { kinds: ['order'] });
    await webhook('off', { enabled: false });
    await world.enqueue({ accounts: ['chen'] });
    expect(await world.deliver()).toEqual({ routed: 1, sent: 2, failed: 0 });
    expect(await inbox()).toEqual(['chen', 'li']);
    expect(paths().sort()).toEqual(['/housing', '/office']);
    expect(await world.deliver()).toEqual({ routed: 0, sent: 0, failed: 0 });
  });

  it('rings the open desks of its recipients through the feed', async () => {
    await world.account('li', 'department', { department: 'A-H' });
    await world.enqueue();
    await world.deliver();
    const { rows } = await world.pool.query('select payload from changes');
    expect(rows).toEqual([
      { payload: { notified: [[expect.any(Number), expect.any(Number), 'flag.sent']] } },
    ]);
  });

  it('is not there when what it tells of was rolled back', async () => {
    await webhook('office');
    const client = await world.pool.connect();
    await client.query('begin');
    await client.query(
      `insert into notifications (at, kind, accounts, flag_ids, text_zh, text_en)
       values (now(), 'order.issued', '{}', '{}', '', '')`,
    );
    await client.query('rollback');
    client.release();
    expect(await world.deliver()).toEqual({ routed: 0, sent: 0, failed: 0 });
  });
});

describe('a webhook', () => {
  it('is signed as Standard Webhooks are', async () => {
    await webhook('office');
    await world.enqueue();
    await world.deliver();
    const { headers, body } = receiver.heard[0] ?? expect.unreachable();
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(Number(headers['webhook-timestamp'])).toBe(monday / 1000);
    expect(JSON.parse(body)).toEqual({
      type: 'flag.sent',
      timestamp: '2026-11-23T02:00:00.000Z',
      data: {
        notificationId: 1,
        department: 'A-H',
        flagIds: [7],
        text: { zh: '一件红牌待核实', en: 'A red flag to verify' },
      },
    });
  });

  it('knows no night', async () => {
    world.time.now = at('2026-11-21 23:30');
    await webhook('office');
    await world.enqueue();
    expect(await world.deliver()).toMatchObject({ sent: 1 });
  });

  it('is tried again later and later, under the same id, and heard once it answers', async () => {
    await webhook('office');
    await world.enqueue();
    receiver.answers.push({ status: 500 }, { status: 502 });
    expect(await world.deliver()).toMatchObject({ failed: 1 });
    expect(await world.deliver()).toMatchObject({ sent: 0, failed: 0 });
    later(5_000);
    expect(await world.deliver()).toMatchObject({ failed: 1 });
    later(299_000);
    expect(await world.deliver()).toMatchObject({ sent: 0, failed: 0 });
    later(1_000);
    expect(await world.deliver()).toMatchObject({ sent: 1 });
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1);
    expect(await deliveries()).toEqual([{ state: 'sent', attempts: 3, error: null }]);
  });

  it('is left in peace for as long as it asks for with 429', async () => {
    await webhook('office');
    await world.enqueue();
    receiver.answers.push({ status: 429, headers: { 'retry-after': '900' } });
    await world.deliver();
    await world.enqueue();
    later(899_000);
    expect(await world.deliver()).toMatchObject({ sent: 0, failed: 0 });
    later(1_000);
    expect(await world.deliver()).toMatchObject({ sent: 2 });
  });

  it('that never takes one message still gets the others, and the one is given up after three days', async () => {
    await webhook('office');
    await world.enqueue();
    receiver.answers.push({ status: 400 });
    await world.deliver();
    await world.enqueue();
    expect(await world.deliver()).toMatchObject({ sent: 1 });
    for (let attempt = 0; attempt < 8; attempt += 1) {
      receiver.answers.push({ status: 400 });
      later(24 * 3_600_000);
      await world.deliver();
    }
    expect(await deliveries()).toMatchObject([
      { state: 'failed', attempts: 9, error: 'The receiver answered 400.' },
      { state: 'sent' },
    ]);
  });

  it('that is gone for good is told so once', async () => {
    await webhook('office');
    await world.enqueue();
    receiver.answers.push({ status: 410 });
    await world.deliver();
    expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: 1 }]);
  });
});

describe('two processes', () => {
  it('never deliver the same twice', async () => {
    await webhook('office');
    await webhook('housing', { department: 'A-H' });
    await Promise.all(Array.from({ length: 30 }, () => world.enqueue()));
    const tallies = await Promise.all([world.deliver(), world.deliver(), world.deliver()]);
    await world.deliver();
    expect(tallies.reduce((sum, { routed }) => sum + routed, 0)).toBe(30);
    expect(receiver.heard).toHaveLength(60);
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(60);
  });

  it('take over from one that died, once its lease is over', async () => {
    await webhook('office');
    await world.enqueue();
    await world.pool.query(
      `insert into deliveries (channel_id, notification_id, state, due_at)
       select 1, notification_id, 'waiting', at from notifications`,
    );
    expect(await claimChannels(world.pool, monday, monday + 60_000, 8)).toHaveLength(1);
    expect(await world.deliver()).toMatchObject({ sent: 0 });
    later(60_000);
    expect(await world.deliver()).toMatchObject({ sent: 1 });
  });
});

describe('a robot', () => {
  const robot = (kind: 'dingtalk' | 'wecom' | 'feishu', more: object = {}): Promise<number> =>
    world.channel({ kind, name: kind, url: `${receiver.url}/robot?access_token=t`, ...more });
  const bodies = (): Record<string, unknown>[] =>
    receiver.heard.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  it('gets one digest when more is waiting, department by department', async () => {
    await robot('wecom');
    for (let n = 1; n <= 3; n += 1) await world.enqueue({ text: { zh: `第${n}件`, en: '' } });
    await world.enqueue({ department: 'A-P', text: { zh: '另一件', en: '' } });
    expect(await world.deliver()).toEqual({ routed: 4, sent: 1, failed: 0 });
    expect(bodies()).toEqual([
      {
        msgtype: 'text',
        text: {
          content: '督办：4 条消息\n【甲区住建】\n· 第1件\n· 第2件\n· 第3件\n【甲区公安】\n· 另一件',
        },
      },
    ]);
  });

  it('of DingTalk is signed in its address', async () => {
    await robot('dingtalk', { secret: 'SEC0' });
    await world.enqueue();
    await world.deliver();
    const url = new URL(receiver.heard[0]?.path ?? '', receiver.url);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      access_token: 't',
      timestamp: String(monday),
      sign: createHmac('sha256', 'SEC0').update(`${monday}\nSEC0`).digest('base64'),
    });
    expect(bodies()).toEqual([{ msgtype: 'text', text: { content: '一件红牌待核实' } }]);
  });

  it('of Feishu is signed in its body', async () => {
    await robot('feishu', { secret: 'SEC0' });
    await world.enqueue();
    await world.deliver();
    const timestamp = String(monday / 1000);
    expect(bodies()).toEqual([
      {
        timestamp,
        sign: createHmac('sha256', `${timestamp}\nSEC0`).update('').digest('base64'),
        msg_type: 'text',
        content: { text: '一件红牌待核实' },
      },
    ]);
  });

  it('gets no more than 20 messages a minute, and what waited meanwhile as one', async () => {
    await robot('dingtalk');
    for (let n = 0; n < 25; n += 1) {
      await world.enqueue();
      await world.deliver();
      later(1_000);
    }
    expect(receiver.heard).toHaveLength(20);
    world.time.now = monday + 60_000;
    expect(await world.deliver()).toMatchObject({ sent: 1 });
    expect(bodies().at(-1)).toMatchObject({ text: { content: expect.stringContaining('5 条消息') } });
  });

  it('that says 200 and means no is tried again; one that is too fast rests', async () => {
    await robot('wecom');
    await world.enqueue();
    receiver.answers.push({ body: { errcode: 93000, errmsg: 'invalid webhook url' } });
    await world.deliver();
    expect(await deliveries()).toMatchObject([
      { state: 'waiting', error: 'The robot answered 93000: invalid webhook url' },
    ]);
    later(5_000);
    receiver.answers.push({ body: { errcode: 45009, errmsg: 'api freq out of limit' } });
    await world.deliver();
    await world.enqueue();
    later(59_000);
    expect(await world.deliver()).toMatchObject({ sent: 0, failed: 0 });
  });

  it('is quiet from the close of the office to the next working morning', async () => {
    await robot('wecom');
    world.time.now = at('2026-11-20 18:30');
    await world.enqueue();
    await world.deliver();
    for (const moment of ['2026-11-20 23:00', '2026-11-21 10:00', '2026-11-23 08:59']) {
      world.time.now = at(moment);
      await world.enqueue();
      expect(await world.deliver()).toMatchObject({ sent: 0 });
    }
    world.time.now = at('2026-11-23 09:00');
    expect(await world.deliver()).toMatchObject({ sent: 1 });
    expect(bodies()).toMatchObject([{ text: { content: expect.stringContaining('4 条消息') } }]);
  });

  it('does not ring at night for an attempt that failed in the evening', async () => {
    await robot('wecom');
    world.time.now = at('2026-11-23 17:59');
    await world.enqueue();
    receiver.answers.push({ status: 503, headers: { 'retry-after': '600' } });
    await world.deliver();
    world.time.now = at('2026-11-23 18:10');
    expect(await world.deliver()).toMatchObject({ sent: 0, failed: 0 });
    world.time.now = at('2026-11-24 09:00');
    expect(await world.deliver()).toMatchObject({ sent: 1 });
  });

  it('with the rhythm of the morning speaks once a working day', async () => {
    await robot('wecom', { rhythm: 'morning' });
    await world.enqueue();
    expect(await world.deliver()).toMatchObject({ routed: 1, sent: 0 });
    world.time.now = at('2026-11-24 09:00');
    expect(await world.deliver()).toMatchObject({ sent: 1 });
  });
});
