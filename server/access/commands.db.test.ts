import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { accountByName } from './accountStore.ts';
import { verifyPassword } from './passwordHash.ts';
import { openSession, accountOfSession } from './sessionStore.ts';
import { tokenCommand } from './tokenCommand.ts';
import { accountOfToken } from './tokenStore.ts';
import { userCommand } from './userCommand.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
let database: TestDatabase;
let out: string[];
let err: string[];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('truncate accounts restart identity cascade');
});

const run = (command: typeof userCommand, line: string, stdin?: string): Promise<number> => {
  out = [];
  err = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const args = line.split(' ').filter((arg) => arg !== '');
  return command(args, io, {
    pool: database.pool,
    now: () => now,
    ...(stdin === undefined ? {} : { stdin: Readable.from([stdin]) }),
  });
};
const user = (line: string, stdin?: string): Promise<number> => run(userCommand, line, stdin);
const token = (line: string): Promise<number> => run(tokenCommand, line);

test('a new account gets a random password that is shown once', async () => {
  expect(await user('add wang --role department --department 500112-ZJ --region 500112')).toBe(0);
  const password = /^password: (\S{23})$/.exec(out[0] ?? '')?.[1] ?? '';
  const account = await accountByName(database.pool, 'wang');
  expect(account).toMatchObject({ role: 'department', department: '500112-ZJ', region: '500112' });
  expect(await verifyPassword(account?.passwordHash, password)).toBe(true);
});

test('a password from standard input is taken as it is and not shown', async () => {
  expect(await user('add wang --role auditor --password-stdin', 'horse staple 44\n')).toBe(0);
  expect(out).toEqual([]);
  const account = await accountByName(database.pool, 'wang');
  expect(await verifyPassword(account?.passwordHash, 'horse staple 44')).toBe(true);
});

test('a weak password, or none, makes no account', async () => {
  expect(await user('add wang --role auditor --password-stdin', 'short')).toBe(1);
  expect(await user('add wang --role auditor --password-stdin', '')).toBe(1);
  expect(err[0]).toContain('shorter than 12');
  expect(await accountByName(database.pool, 'wang')).toBeUndefined();
});

test('a name is given once', async () => {
  expect(await user('add wang --role auditor')).toBe(0);
  expect(await user('add wang --role admin')).toBe(1);
  expect(err[0]).toContain('exists already');
  expect(out).toEqual([]);
});

test.each([
  [''],
  ['add'],
  ['add wang'],
  ['add wang --role king'],
  ['add wang --role department'],
  ['add wang li --role admin'],
  ['add wang/li --role admin'],
  ['add wang --role admin --sudo'],
  ['remove wang'],
])('"user %s" is wrong usage and does nothing', async (line) => {
  expect(await user(line)).toBe(2);
  expect(err.join('\n')).toContain('duban user add NAME');
  expect(await accountByName(database.pool, 'wang')).toBeUndefined();
});

test('disabling and enabling is done once each, and shown in the list', async () => {
  await user('add wang --role auditor');
  expect(await user('disable wang')).toBe(0);
  expect(await user('disable wang')).toBe(1);
  await user('list');
  expect(out).toEqual(['wang\tauditor\t-\t-\tdisabled']);
  expect(await user('enable wang')).toBe(0);
  expect(await user('enable nobody')).toBe(1);
});

test('a new password replaces the old and ends the sessions', async () => {
  await user('add wang --role auditor');
  const account = await accountByName(database.pool, 'wang');
  const session = await openSession(database.pool, account?.id ?? 0, '', now);
  expect(await user('password wang --password-stdin', 'horse staple 44')).toBe(0);
  expect(await accountOfSession(database.pool, session, now)).toBeUndefined();
  expect(await user('password nobody')).toBe(1);
  expect(out).toEqual([]);
});

test('a token is printed alone on standard output, works, and ends when revoked', async () => {
  await user('add wang --role auditor');
  expect(await token('add wang --name nightly --days 30')).toBe(0);
  expect(out).toHaveLength(1);
  const secret = out[0] ?? '';
  expect(await accountOfToken(database.pool, secret, now)).toMatchObject({ name: 'wang' });
  await token('list');
  expect(out[0]).toMatch(/^1\twang\tnightly\tlive until 2026-12-21T/);
  expect(out.join()).not.toContain(secret);
  expect(await token('revoke 1')).toBe(0);
  expect(await token('revoke 1')).toBe(1);
  expect(await accountOfToken(database.pool, secret, now)).toBeUndefined();
});

test.each([
  [''],
  ['add'],
  ['add wang --days never'],
  ['add wang --days 0'],
  ['revoke wang'],
  ['revoke 1 2'],
  ['print 1'],
])('"token %s" is wrong usage', async (line) => {
  expect(await token(line)).toBe(2);
});

test('a token needs an enabled account', async () => {
  expect(await token('add nobody')).toBe(1);
  expect(out).toEqual([]);
});
