import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseClocksSchema } from '#contract/caseClockSchema';
import { smallCity } from '../testing/ingestWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type WatchedCity } from '../testing/watchedCity.ts';
import { caseClockRoutes } from './caseClockRoutes.ts';

const day = 86_400_000;
let database: TestDatabase;
let city: WatchedCity;
let app: Awaited<ReturnType<typeof readApp>>;
let all: string;
let elsewhere: string;

beforeAll(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-09-28 08:00');
  const by = await city.addSource('yubei');
  // promise of 4 working days; 2 of them suspended; the National Day holidays lie within
  await city.tell(by, 'A,1', [
    ['submitted', '2026-09-28 10:00'],
    ['accepted', '2026-09-28 10:12'],
    [
      'suspended',
      '2026-09-29 09:00',
      { kind: 'testing', approvedDays: 2, approver: 'u-9', reason: '需检测' },
    ],
    ['resumed', '2026-10-08 09:00'],
  ]);
  await city.tell(by, 'A-2', [['submitted', '2026-10-12 09:00']]);
  const now = at('2026-10-13 12:00');
  all = await accountWithToken(database.pool, { name: 'all', role: 'inspector' }, now);
  elsewhere = await accountWithToken(
    database.pool,
    { name: 'far', role: 'department', department: 'X' },
    now,
  );
  app = await readApp(database.pool, { now }, (parts) => [
    caseClockRoutes({ ...parts, catalogue: () => city.world.catalogue.current() }),
  ]);
});
afterAll(async () => {
  await app.close();
  await city.close();
  await database.drop();
});

async function ask(token: string, query: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${app.url}/api/v1/case-clocks?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: await answer.json() };
}

test('used and allowed time, days over and what was credited, of the cases that are asked for', async () => {
  const { body } = await ask(all, 'case=A%2C1&case=A-2&case=none');
  const answer = caseClocksSchema.parse(body);
  expect(answer.items.map(({ caseId }) => caseId).sort()).toEqual(['A,1', 'A-2']);
  const [late] = answer.items.filter(({ caseId }) => caseId === 'A,1');
  expect(late!.promised).toMatchObject({
    limit: { value: 4, unit: 'workday' },
    allowed: 4 * day,
    daysOver: 1,
  });
  expect(late!.promised!.used).toBeGreaterThan(4 * day);
  expect(late!.suspended).toBe(2 * day);
  const [unaccepted] = answer.items.filter(({ caseId }) => caseId === 'A-2');
  expect(unaccepted).toMatchObject({ promised: null, statutory: null, suspended: 0, concludedAt: null });
});

test('a case outside the scope is missing', async () => {
  expect((await ask(elsewhere, 'case=A%2C1')).body).toMatchObject({ items: [] });
});

test('no case at all is refused with the parameter named', async () => {
  const { status, body } = await ask(all, '');
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'invalid', path: 'case' });
});
