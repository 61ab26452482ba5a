import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleIds } from '#contract/rule';
import { createPool } from '../db/pool.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { holdCatalogue } from './catalogueHolder.ts';
import { rulesCommand } from './rulesCommand.ts';
import { seedCalendar } from './seedCalendar.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await seedCalendar(database.pool, now);
});
afterAll(() => database.drop());

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const { pool } = database;
  const catalogue = (await holdCatalogue(pool, 'Asia/Shanghai')).current();
  const code = await rulesCommand(args, io, { pool, catalogue, today: '2026-11-21', now });
  return { code, out, err };
}

describe('duban rules', () => {
  it('lists the version of every rule that is in force, a line each', async () => {
    const { code, out } = await run('list');
    expect(code).toBe(0);
    expect(out.map((line) => JSON.parse(line).rule)).toEqual(ruleIds);
  });

  it('sets thresholds from a day on, and shows them beside what holds until then', async () => {
    const change = ['TIM-01', '--params', '{"usedPercent":80}', '--from', '2026-12-01'];
    const set = await run('set', ...change);
    expect([set.code, set.err]).toEqual([0, []]);
    expect(JSON.parse(set.out.join(''))).toMatchObject({ rule: 'TIM-01', validFrom: '2026-12-01' });
    const { out } = await run('show', 'tim-01');
    expect(JSON.parse(out.join(''))).toMatchObject({
      inForce: { version: 0, params: { usedPercent: 90 } },
      versions: [{ validFrom: '2026-12-01', params: { usedPercent: 80 } }],
    });
  });

  it.each([
    [['set', 'TIM-01', '--from', '2026-11-20'], 1, 'A version may begin on 2026-11-21 or later'],
    [['set', 'TIM-01', '--from', '2026-12-01', '--params', 'usedPercent=400'], 1, 'usedPercent'],
    [['set', 'TIM-01', '--from', 'soon'], 2, '--from DATE is expected'],
    [['show', 'TIM-99'], 2, '"TIM-99" is no rule'],
    [['list', '--fast'], 2, '--fast'],
    [['forget', 'TIM-01'], 2, '"rules forget TIM-01" is not known'],
  ])('%j ends with %i and says why', async (args, code, sentence) => {
    const told = await run(...args);
    expect(told).toMatchObject({ code, out: [] });
    expect(told.err[0]).toContain(sentence);
    expect(told.err.length).toBe(code === 2 ? 2 : 1);
  });

  it('takes a database that is away for no wrong usage', async () => {
    const pool = createPool({ url: database.url, applicationName: 'duban test', max: 1 });
    const catalogue = (await holdCatalogue(database.pool, 'Asia/Shanghai')).current();
    await pool.end();
    const io = { out: () => {}, err: () => {} };
    const set = ['set', 'TIM-02', '--from', '2026-12-01', '--disable'];
    await expect(rulesCommand(set, io, { pool, catalogue, today: '2026-11-21', now })).rejects.toThrow('end');
  });
});
