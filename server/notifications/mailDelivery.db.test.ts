import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { mailServer } from '../testing/mailServer.ts';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';

const monday = at('2026-11-23 10:00');
let database: TestDatabase;
let world: NotificationWorld;
let server: Awaited<ReturnType<typeof mailServer>>;

beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, monday);
});
beforeEach(async () => {
  await world.clear();
  server = await mailServer();
});
afterEach(async () => {
  await server.close();
});
afterAll(() => database.drop());

const channel = (settings: object = {}, more: object = {}): Promise<number> =>
  world.channel({
    kind: 'mail',
    name: 'mail',
    mail: {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      user: null,
      from: 'duban@office.example',
      to: [],
      toAccounts: true,
      ...settings,
    },
    ...more,
  });
async function officer(name: string, mail: string, address = `${name}@office.example`): Promise<void> {
  await world.account(name, 'department', { department: 'A-H' });
  await world.pool.query(
    `insert into notification_settings (account_id, mail, mail_address, muted)
     select account_id, $2, $3, '{order}' from accounts where name = $1`,
    [name, mail, address],
  );
}
const states = async (): Promise<string[]> =>
  (await world.pool.query<{ state: string }>('select state from deliveries order by delivery_id')).rows.map(
    ({ state }) => state,
  );

it('mail goes to the recipients who want it, at their own addresses, one by one', async () => {
  await channel();
  await officer('li', 'at_once');
  await officer('wang', 'at_once');
  await officer('zhao', 'off');
  await world.enqueue();
  expect(await world.deliver()).toMatchObject({ sent: 2 });
  expect(server.heard.map(({ from, to }) => [from, to])).toEqual([
    ['duban@office.example', ['li@office.example']],
    ['duban@office.example', ['wang@office.example']],
  ]);
  expect(server.heard[0]?.text).toMatch(/Auto-Submitted: auto-generated/i);
});

it('kinds that a person has muted come by no mail', async () => {
  await channel();
  await officer('li', 'at_once');
  await world.enqueue({ kind: 'order.issued' });
  expect(await world.deliver()).toEqual({ routed: 1, sent: 0, failed: 0 });
});

it('who chose the morning gets one digest each working morning', async () => {
  await channel();
  await officer('li', 'morning');
  await world.enqueue();
  await world.enqueue();
  expect(await world.deliver()).toMatchObject({ sent: 0 });
  world.time.now = at('2026-11-24 09:00');
  expect(await world.deliver()).toMatchObject({ sent: 1 });
  expect(server.heard).toHaveLength(1);
});

it('a department’s own mailbox and a password serve as well', async () => {
  await channel(
    { to: ['desk@housing.example', 'head@housing.example'], toAccounts: false, user: 'duban' },
    { password: 'secret', department: 'A-H' },
  );
  await world.enqueue();
  await world.enqueue({ department: 'A-P' });
  expect(await world.deliver()).toMatchObject({ sent: 1 });
  expect(server.heard[0]?.to).toEqual(['desk@housing.example', 'head@housing.example']);
});

it('a mailbox that does not exist is given up at once and keeps nobody else waiting', async () => {
  await channel();
  await officer('li', 'at_once', 'gone@office.example');
  await officer('wang', 'at_once');
  await world.enqueue();
  expect(await world.deliver()).toMatchObject({ sent: 1, failed: 1 });
  expect(await states()).toEqual(['failed', 'sent']);
});

it('a server that refuses the password or is busy makes all wait, and loses nothing', async () => {
  await channel({ user: 'duban' }, { password: 'wrong' });
  await officer('li', 'at_once');
  await world.enqueue();
  expect(await world.deliver()).toMatchObject({ failed: 1 });
  expect(await states()).toEqual(['waiting']);
  await world.pool.query('update channels set sealed = $1', [
    world.sealer.seal({ url: null, secret: null, password: 'secret' }),
  ]);
  world.time.now += 5_000;
  server.trouble.data = Object.assign(new Error('Try later'), { responseCode: 451 });
  expect(await world.deliver()).toMatchObject({ failed: 1 });
  delete server.trouble.data;
  world.time.now += 300_000;
  expect(await world.deliver()).toMatchObject({ sent: 1 });
});

it('an account that was disabled meanwhile gets no mail', async () => {
  await channel();
  await officer('li', 'morning');
  await world.enqueue();
  await world.deliver();
  await world.pool.query(`update accounts set disabled_at = now() where name = 'li'`);
  world.time.now = at('2026-11-24 09:00');
  await world.deliver();
  expect(server.heard).toEqual([]);
  expect(await states()).toEqual(['failed']);
});
