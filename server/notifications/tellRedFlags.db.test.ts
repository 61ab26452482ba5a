import { afterEach, beforeEach, expect, it } from 'vitest';
import { notificationWorld, type NotificationWorld } from '../testing/notificationWorld.ts';
import { insertFlags } from '../testing/readingCity.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { tellRedFlags } from './tellRedFlags.ts';

const now = at('2026-11-23 10:00');
let database: TestDatabase;
let world: NotificationWorld;

beforeEach(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, now);
  await world.account('city', 'inspector');
  await world.account('districtA', 'inspector', { region: 'A' });
  await world.account('secondA', 'inspector', { region: 'A' });
  await world.account('districtB', 'inspector', { region: 'B' });
  await world.account('monitor', 'monitor');
});
afterEach(() => database.drop());

const tell = (when = now) => tellRedFlags(world, when, () => Promise.resolve());
const told = async () =>
  (
    await world.pool.query<{ accounts: string[]; ids: number[]; zh: string }>(
      'select accounts, flag_ids as ids, text_zh as zh from notifications order by notification_id',
    )
  ).rows;
const red = { rule: 'TIM-03', severity: 'red', at: now - 600_000 } as const;

it('inspectors hear in one digest of what became red in their region, the office’s channels of all', async () => {
  const [a, town, b] = await insertFlags(world.pool, [
    { ...red, caseId: '1' },
    { ...red, caseId: '2', region: 'A1' },
    { ...red, caseId: '3', region: 'B' },
    { ...red, caseId: '4', severity: 'yellow' },
    { ...red, caseId: '5', ended: now - 300_000 },
    { ...red, caseId: 'foreign:6' },
  ]);
  expect(await tell()).toBe(3);
  expect(await told()).toEqual([
    { accounts: ['city'], ids: [a, town, b], zh: expect.stringMatching(/^新增红牌 3 件：/) },
    { accounts: ['districtA', 'secondA'], ids: [a, town], zh: '新增红牌 2 件：甲区 1、甲镇 1' },
    { accounts: ['districtB'], ids: [b], zh: '新增红牌 1 件：乙区 1' },
    { accounts: [], ids: [a, town, b], zh: expect.any(String) },
  ]);
});

it('nobody hears twice of the same flag, nor of nothing', async () => {
  await insertFlags(world.pool, [{ ...red, caseId: '1' }]);
  await tell();
  const before = (await told()).length;
  expect(await tell()).toBe(0);
  expect(await tell(now + 3_600_000)).toBe(0);
  expect(await told()).toHaveLength(before);
});

it('a flag that was raised yellow is told of when it turns red', async () => {
  const [flag] = await insertFlags(world.pool, [
    { ...red, caseId: '1', severity: 'yellow', at: now - 86_400_000 },
  ]);
  expect(await tell()).toBe(0);
  await world.pool.query(`update flags set severity = 'red'`);
  await world.pool.query(
    `insert into flag_transitions (flag_id, at, reason, from_status, to_status, from_severity, to_severity, actor)
     values ($1, $2, 'worse', 'raised', 'raised', 'yellow', 'red', 'duban')`,
    [flag, new Date(now + 60_000)],
  );
  expect(await tell(now + 3_600_000)).toBe(1);
});
