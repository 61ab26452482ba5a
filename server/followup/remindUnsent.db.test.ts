import { afterEach, beforeEach, expect, it } from 'vitest';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { insertFlags } from '../testing/readingCity.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { remindUnsent } from './remindUnsent.ts';

const thursday = at('2026-03-05 10:00');
let database: TestDatabase;
let world: NotificationWorld;

beforeEach(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, thursday);
  await world.account('city', 'inspector');
  await world.account('districtB', 'inspector', { region: 'B' });
  await world.account('chief', 'supervisor');
});
afterEach(() => database.drop());

const remind = (when: string) => remindUnsent(world, at(when), () => Promise.resolve());
const told = async () =>
  (
    await world.pool.query<{ accounts: string[]; ids: number[]; zh: string; department: string | null }>(
      'select accounts, flag_ids as ids, text_zh as zh, department from notifications order by notification_id',
    )
  ).rows;

it('an unsent flag reminds the inspectors whose it is once its working days are over, then a rung later', async () => {
  const [a, b, owned] = await insertFlags(world.pool, [
    { caseId: '1', rule: 'TIM-02', at: thursday },
    { caseId: '2', rule: 'TIM-02', at: thursday, region: 'B', department: 'B-H' },
    { caseId: '3', rule: 'TIM-03', at: thursday },
  ]);
  await world.pool.query(`update flags set owner = 'chief' where flag_id = $1`, [owned]);
  expect(await remind('2026-03-06 10:00')).toBe(0);
  expect(await remind('2026-03-07 00:10')).toBe(3);
  const zh = '1 条预警超过派发时限，尚未派发';
  expect(await told()).toEqual([
    { accounts: ['city'], ids: [a], department: null, zh },
    { accounts: ['city', 'districtB'], ids: [b], department: null, zh },
    { accounts: ['chief'], ids: [owned], department: null, zh },
  ]);
  expect(await remind('2026-03-09 23:59')).toBe(0);
  expect(await remind('2026-03-10 00:10')).toBe(3);
  expect(await remind('2026-03-12 00:10')).toBe(3);
  expect((await told()).slice(6).map(({ accounts }) => accounts)).toEqual([
    ['chief', 'city'],
    ['chief', 'city', 'districtB'],
    ['chief'],
  ]);
  expect(await remind('2026-03-30 00:10')).toBe(0);
});

it('nobody is reminded of what was sent, has ended, only announces, or asks nothing of a department', async () => {
  await insertFlags(world.pool, [
    { caseId: '1', rule: 'TIM-02', at: thursday, status: 'sent' },
    { caseId: '2', rule: 'TIM-02', at: thursday, ended: thursday },
    { caseId: '3', rule: 'TIM-01', severity: 'notice', at: thursday },
    { caseId: '4', rule: 'DAT-01', severity: 'info', at: thursday },
    { caseId: '5', rule: 'TIM-02', at: thursday, department: null },
  ]);
  await remind('2026-03-06 10:00');
  expect(await remind('2026-03-20 10:00')).toBe(0);
  expect(await told()).toEqual([]);
});
