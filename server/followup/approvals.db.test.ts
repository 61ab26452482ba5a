import { afterAll, beforeAll, expect, test } from 'vitest';
import { flagListSchema } from '#contract/answerSchema';
import { exemptionListSchema } from '#contract/followupSchema';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { followupDesk, type FollowupDesk } from '../testing/followupDesk.ts';
import { insertCases, insertFlags, readingCity } from '../testing/readingCity.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';

const monday = at('2026-03-02 09:00');
const time = { now: monday };
let database: TestDatabase;
let desk: FollowupDesk;
let flags: number[];

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await seedCalendar(pool, monday);
  const catalogue = await readingCity(pool, monday);
  const places = [{}, {}, { region: 'B', department: 'B-H' }, {}];
  await insertCases(
    pool,
    places.map((_, i) => ({ id: `c${i}`, at: monday })),
  );
  flags = await insertFlags(
    pool,
    places.map((place, i) => ({ caseId: `c${i}`, rule: 'TIM-02' as const, at: monday, ...place })),
  );
  desk = await followupDesk(pool, () => catalogue, time);
  await desk.join({ name: 'li', role: 'inspector' });
  await desk.join({ name: 'zhao', role: 'supervisor' });
  await desk.join({ name: 'qian', role: 'supervisor', region: 'A' });
  for (const [i, flagId] of flags.entries()) {
    time.now = monday + i * 1000;
    if (i < 3) await desk.act('li', flagId, 'exempt', { reason: `理由 ${i}`, until: '2026-03-31' });
  }
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const waiting = async (who: string, query = '') =>
  exemptionListSchema.parse((await desk.ask(who, 'GET', `/exemptions${query}`)).body);
const idsOf = (items: readonly { flagId: number }[]) => items.map(({ flagId }) => flagId);

test('exemptions wait with their reason, the longest first, a page at a time, each within the scope', async () => {
  const page = await waiting('zhao', '?limit=2');
  expect(page).toMatchObject({
    total: 3,
    items: [
      { flagId: flags[0], exemption: { reason: '理由 0', until: '2026-03-31', by: 'li' } },
      { flagId: flags[1], exemption: { at: '2026-03-02T01:00:01.000Z' } },
    ],
  });
  expect(idsOf((await waiting('zhao', `?limit=2&cursor=${page.nextCursor}`)).items)).toEqual([flags[2]]);
  expect(idsOf((await waiting('qian')).items)).toEqual(flags.slice(0, 2));
  expect(await desk.ask('zhao', 'GET', '/exemptions?state=x')).toMatchObject({ body: { path: 'state' } });
});

test('what was decided waits no longer, approved or not', async () => {
  await desk.act('zhao', flags[0] ?? 0, 'approve', { approved: true, reason: '同意' });
  await desk.act('zhao', flags[1] ?? 0, 'approve', { approved: false, reason: '不符' });
  expect(await waiting('zhao')).toMatchObject({ total: 1, items: [{ flagId: flags[2] }] });
});

test('the flags that an order holds are a list of their own, within the scope', async () => {
  const order = { level: 'red', text: '限期办结', finishBy: '2026-03-20' };
  for (const i of [2, 3]) await desk.act('li', flags[i] ?? 0, 'send');
  await desk.pass('2026-03-02 09:01');
  const answer = await desk.ask('li', 'POST', '/flags:bulk', {
    action: 'order',
    body: order,
    flags: [2, 3].map((i) => ({ flagId: flags[i] })),
  });
  const orders = answer.body['orders'] as { orderId: number; department: string }[];
  const held = async (who: string, department: string) => {
    const id = orders.find((one) => one.department === department)?.orderId;
    return idsOf(flagListSchema.parse((await desk.ask(who, 'GET', `/flags?order=${id}`)).body).items);
  };
  expect(await held('zhao', 'B-H')).toEqual([flags[2]]);
  expect(await held('zhao', 'A-H')).toEqual([flags[3]]);
  expect(await held('qian', 'B-H')).toEqual([]);
});
