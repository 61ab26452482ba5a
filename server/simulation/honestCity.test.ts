import { describe, expect, it } from 'vitest';
import { chinesePublishedDays } from '../catalogue/chinesePublishedDays.ts';
import { honestCity } from './honestCity.ts';
import { judgeCase } from './judge/judgeCase.ts';
import { createOfficeCalendar } from './officeCalendar.ts';
import { dayOf, startOf } from './time.ts';

const to = Date.parse('2026-11-19T24:00:00+08:00');
const calendar = createOfficeCalendar(chinesePublishedDays().days);

describe('the honest city', () => {
  it('has mishaps, a few in ten thousand cases, and nothing that its judge would call a fraud', () => {
    const world = { seed: 1, from: startOf(dayOf(to) - 14), to, calendar };
    const city = honestCity(world, 500);
    const found = new Map<string, number>();
    const early: string[] = [];
    let cases = 0;
    for (let on = dayOf(world.from); on < dayOf(to); on += 1) {
      for (const script of city.bornOn(on)) {
        cases += 1;
        if (script.events.some(({ at, arrives }) => arrives < at)) early.push(script.number);
        for (const { rule } of judgeCase(script, world, [])) found.set(rule, (found.get(rule) ?? 0) + 1);
      }
    }
    expect(early).toEqual([]);
    const mishaps = ['BKF-01', 'DAT-01', 'HANG-06', 'STEP-01', 'TIM-01', 'TIM-02'];
    expect([...found.keys()].filter((rule) => !mishaps.includes(rule))).toEqual([]);
    const aboveNotice = ['BKF-01', 'HANG-06', 'STEP-01', 'TIM-02'].reduce(
      (sum, rule) => sum + (found.get(rule) ?? 0),
      0,
    );
    expect(aboveNotice).toBeGreaterThan(0);
    expect(aboveNotice / cases).toBeLessThan(0.002);
  }, 30_000);
});
