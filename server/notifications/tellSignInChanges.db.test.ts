import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { recordAudit } from '../access/audit.ts';
import { addToken } from '../access/tokenStore.ts';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { tellSignInChanges } from './tellSignInChanges.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let now = at('2026-11-23 10:00');
let database: TestDatabase;
let world: NotificationWorld;
let round = 0;
let name: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, now);
});
afterAll(() => database.drop());
beforeEach(async () => {
  round += 1;
  name = `wang${round}`;
  now += 200 * day;
  await world.account(name, 'inspector');
  await tell();
});

const tell = (): Promise<number> => tellSignInChanges(world.pool, now, () => Promise.resolve());
const note = (action: string, detail: object = {}, subject = { kind: 'account', id: name }): Promise<void> =>
  recordAudit(world.pool, { at: now, actor: 'admin', action, subject, detail: { ...detail } });
const opened = (address: string): Promise<void> => note('session.opened', { address });
/** What is told of all that was noted since the last time. */
const told = async (): Promise<{ kind: string; accounts: string[]; zh: string; en: string }[]> => {
  now += minute;
  await world.pool.query('delete from notifications');
  await tell();
  const { rows } = await world.pool.query<{ kind: string; accounts: string[]; zh: string; en: string }>(
    `select kind, accounts, text_zh as zh, text_en as en from notifications order by text_en`,
  );
  return rows;
};

it.each([
  ['account.password_changed', 'account.password', /password was changed/],
  ['second_factor.added', 'account.second_factor', /second factor was set up/],
  ['second_factor.removed', 'account.second_factor', /turned off/],
])('%s is told to the person, whoever did it, once', async (action, kind, sentence) => {
  await note(action);
  expect(await told()).toEqual([
    {
      kind,
      accounts: [name],
      zh: expect.stringContaining('如非本人操作'),
      en: expect.stringMatching(sentence),
    },
  ]);
  expect(await told()).toEqual([]);
});

it('a token is told to the account that it acts for', async () => {
  await note('token.added', { account: name }, { kind: 'token', id: '7' });
  expect(await told()).toMatchObject([{ kind: 'account.token', accounts: [name] }]);
});

it('a sign-in is told when its address is new, the first ever and those known for 90 days apart', async () => {
  await opened('10.0.0.7');
  expect(await told()).toEqual([]);
  await opened('10.0.0.7');
  expect(await told()).toEqual([]);
  await opened('10.9.9.9');
  expect(await told()).toMatchObject([
    { kind: 'account.sign_in', en: expect.stringContaining('new address') },
  ]);
  now += 91 * day;
  await tell();
  await opened('10.0.0.7');
  expect(await told()).toHaveLength(1);
});

it('codes refused after the right password are counted and told; a wrong password is not', async () => {
  await note('session.refused', { why: 'password' });
  expect(await told()).toEqual([]);
  await note('session.refused', { why: 'code' });
  await note('session.refused', { why: 'code' });
  expect(await told()).toMatchObject([{ kind: 'account.sign_in', zh: expect.stringContaining('2 次') }]);
});

it('a token is told of two weeks before its end, once, while there is time to make another', async () => {
  await addToken(world.pool, { account: name, name: 'script', expiresAt: now + 15 * day }, now);
  expect(await told()).toEqual([]);
  now += day;
  expect(await told()).toMatchObject([
    { kind: 'account.token', en: expect.stringMatching(/ends in two weeks/) },
  ]);
  expect(await told()).toEqual([]);
});

it('it says nothing that helps somebody who reads the mailbox', async () => {
  await opened('10.0.0.7');
  await opened('10.9.9.9');
  const [notification] = await told();
  expect(`${notification?.zh} ${notification?.en}`).not.toMatch(/\d+\.\d+\.\d+|wang/);
});
