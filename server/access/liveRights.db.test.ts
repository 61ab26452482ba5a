import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountWithToken } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { disableAccount, insertAccount } from './accountStore.ts';
import { askerOf, type Credential } from './credential.ts';
import { liveRights } from './liveRights.ts';
import { openSession, revokeSession } from './sessionStore.ts';
import { addToken, revokeToken } from './tokenStore.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
let database: TestDatabase;
let credentials: Credential[];

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const account = async (name: string, region: string | null): Promise<number> => {
    const account = {
      name,
      displayName: name,
      role: 'inspector',
      region,
      department: null,
      passwordHash: '',
    } as const;
    return (await insertAccount(pool, account, start))!.id;
  };
  const li = await account('li', 'A');
  const gone = await account('gone', null);
  const session = async (id: number): Promise<Credential> => {
    return { kind: 'session', secret: await openSession(pool, id, 'test', start) };
  };
  const token = async (more: object): Promise<{ tokenId: number; credential: Credential }> => {
    const added = await addToken(pool, { account: 'li', name: 't', expiresAt: null, ...more }, start);
    return { tokenId: added!.tokenId, credential: { kind: 'token', secret: added!.secret } };
  };
  const ended = await session(li);
  await revokeSession(pool, ended.secret, start);
  const revoked = await token({});
  await revokeToken(pool, revoked.tokenId, start);
  credentials = [
    { kind: 'session', secret: 'nobody' },
    await session(li),
    ended,
    await session(gone),
    (await token({ role: 'monitor', region: 'A1', department: 'A-H' })).credential,
    (await token({ expiresAt: start + hour })).credential,
    revoked.credential,
    { kind: 'token', secret: await accountWithToken(pool, { name: 'wall', role: 'monitor' }, start) },
  ];
  await disableAccount(pool, 'gone', start);
});
afterAll(() => database.drop());

test.each([
  ['at once', 0],
  ['after a token’s end and an hour without use', 2 * hour],
  ['after a day without use', 25 * hour],
  ['after the session’s last day', 8 * 24 * hour],
])('of many credentials the same is said as of each alone, %s', async (_when, later) => {
  const alone = [];
  for (const credential of credentials) {
    const asker = await askerOf(database.pool, credential, start + later);
    alone.push(
      asker && {
        role: asker.account.role,
        region: asker.account.region,
        department: asker.account.department,
      },
    );
  }
  expect(await liveRights(database.pool, credentials, start + later)).toEqual(alone);
  expect(alone.filter(Boolean).length).toBe(later === 0 ? 4 : 2);
});

test('nobody is asked after', async () => {
  expect(await liveRights(database.pool, [], start)).toEqual([]);
});
