import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseExplanation } from '#contract/explanation';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { setRuleVersion } from '../catalogue/ruleVersionStore.ts';
import { recordOutage } from '../catalogue/sourceOutageStore.ts';
import { inTransaction } from '../db/transaction.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { explainCommand } from './explainCommand.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;

beforeAll(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-09-28 08:00');
  by = await city.addSource('yubei');
  // promise of 4 working days; 2 of them suspended; the National Day holidays lie within
  await city.tell(by, 'A-1', [
    ['submitted', '2026-09-28 10:00'],
    ['accepted', '2026-09-28 10:12'],
    [
      'suspended',
      '2026-09-29 09:00',
      { kind: 'testing', approvedDays: 2, approver: 'u-9', reason: '需检测' },
    ],
    ['resumed', '2026-10-08 09:00'],
  ]);
  await city.tell(by, 'other', [['submitted', '2026-10-12 09:00']]);
});
afterAll(async () => {
  await city.close();
  await database.drop();
});

async function explain(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const parts = { db: city.pool, catalogue: city.world.catalogue.current(), now: city.time.now };
  const code = await explainCommand(args, io, parts);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('duban explain', () => {
  it('says every clock day by day and every rule, in Chinese', async () => {
    const { code, out } = await explain('A-1', '--as-of', '2026-10-13T09:00:00+08:00');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 21)).toEqual([
      '办件 A-1：截至 2026-10-13 09:00 的情况，依据 2026-10-12 09:00 前已知的数据',
      '',
      '承诺时限 · 4 个工作日 · 事项规定',
      '  2026-09-28 10:12 受理',
      '  到期 2026-10-12 24:00',
      '  已用 4.4 个工作日 / 4 个工作日 · 超出 1 个工作日',
      '  2026-09-29 09:00 特别程序: 只按批准的天数不计入 2 个工作日 [e3]',
      '    2026-09-28  受理当天不计',
      '    2026-09-29  特别程序，不计',
      '    2026-09-30  特别程序，不计',
      '    2026-10-01  非工作日，不计 · 国庆节',
      '    2026-10-02  非工作日，不计 · 国庆节',
      '    2026-10-03  非工作日，不计 · 国庆节',
      '    2026-10-04  非工作日，不计 · 国庆节',
      '    2026-10-05  非工作日，不计 · 国庆节',
      '    2026-10-06  非工作日，不计 · 国庆节',
      '    2026-10-07  非工作日，不计 · 国庆节',
      '    2026-10-08  第 1 天',
      '    2026-10-09  第 2 天',
      '    2026-10-10  第 3 天 · 国庆节调休上班',
      '    2026-10-11  非工作日，不计',
    ]);
    expect(out).toContain('黄牌 HANG-01 挂起要素不全: 缺 告知');
    expect(out).toMatch(/未发现问题 \d+ 条： ACC-01 超期受理、/);
  });

  it('says it in English, and as JSON', async () => {
    const { out } = await explain('A-1', '--lang', 'en');
    expect(out).toContain('Promise · 4 working days · set for the item');
    expect(out).toContain('  accepted 2026-09-28 10:12');
    expect(out).toContain('only the approved 2 working days do not count [e3]');
    expect(out).not.toMatch(/[\u4e00-\u9fff]{3,}.*day \d/);
    const json = JSON.parse((await explain('A-1', '--format', 'json')).out) as {
      caseId: string;
      rules: object[];
    };
    expect(json.caseId).toBe('A-1');
    expect(json.rules.length).toBeGreaterThan(20);
  });

  it('leaves no code without a word in either language', async () => {
    for (const lang of ['zh', 'en']) {
      const { out } = await explain('A-1', '--lang', lang);
      expect(out).not.toMatch(/undefined|null|NaN|\{\w+\}|\w+_\w+/);
    }
  });

  it('answers the same later: after more events, a rule version, a catalogue and an outage', async () => {
    const then = ['--as-of', '2026-10-12T09:00:00+08:00', '--known-at', '2026-10-12T09:00:00+08:00'];
    const before = await explain('A-1', ...then, '--format', 'json');
    await city.tell(by, 'A-1', [
      ['step_completed', '2026-10-09 09:00', { step: '审查', arrives: '2026-10-12 10:00' }],
      [
        'suspended',
        '2026-10-09 10:00',
        { kind: 'hearing', approvedDays: 9, approver: 'u', arrives: '2026-10-12 11:00' },
      ],
      ['concluded', '2026-10-14 09:00', { outcome: 'granted' }],
    ]);
    const now = city.time.now;
    const version = {
      rule: 'TIM-01',
      validFrom: '2026-10-01',
      enabled: true,
      params: { usedPercent: 10 },
    } as const;
    await setRuleVersion(city.pool, { ...version, actor: 'admin' }, now);
    const [permit] = smallCity.items;
    const changed = { ...permit, promisedLimit: { value: 9, unit: 'workday' }, validFrom: '2026-01-01' };
    await inTransaction(city.pool, (db) => importCatalogue(db, { items: [changed] }, { actor: 'test' }, now));
    const outage = {
      from: at('2026-09-01'),
      to: at('2026-10-20'),
      reason: 'r',
      eventId: 'o',
      sourceId: by.sourceId,
    };
    await recordOutage(city.pool, outage, now);
    await city.world.catalogue.refresh(city.pool);
    await city.judge('2026-10-20 09:00');
    expect((await explain('A-1', ...then, '--format', 'json')).out).toBe(before.out);
    expect((await explain('A-1', '--format', 'json')).out).not.toBe(before.out);
  });

  it('says how late a case is as its flag does: twenty seconds are the first working day over', async () => {
    await city.tell(by, 'late', [
      ['accepted', '2026-10-20 10:00', { promisedLimit: { value: 4, unit: 'workday' } }],
      ['concluded', '2026-10-27 00:00:20', { outcome: 'granted' }],
    ]);
    city.time.now = at('2026-10-27 09:00');
    const { out } = await explain('late');
    expect(out).toContain('已用 4 个工作日 / 4 个工作日 · 超出 1 个工作日');
    expect(out).toContain('TIM-02 超承诺: 超承诺 1 个工作日办结');
    const { clocks } = JSON.parse((await explain('late', '--format', 'json')).out) as CaseExplanation;
    expect(clocks.map(({ kind, daysOver }) => [kind, daysOver])).toEqual([
      ['promised', 1],
      ['statutory', 0],
    ]);
  });

  it('tells wrong usage from a case that is not there', async () => {
    expect(await explain()).toMatchObject({ code: 2, err: expect.stringContaining('One case number') });
    expect(await explain('A-1', '--lang', 'fr')).toMatchObject({ code: 2 });
    expect(await explain('A-1', '--as-of', 'yesterday')).toMatchObject({ code: 2 });
    await expect(explain('nobody')).rejects.toThrow('There is no case "nobody"');
    await expect(explain('A-1', '--known-at', '2026-09-01')).rejects.toThrow('nothing was known of it');
  });
});
