import { expect, test } from 'vitest';
import { chinesePublishedDays } from '../../server/catalogue/chinesePublishedDays.ts';
import type { Severity } from '../../server/contract/rule.ts';
import { createOfficeCalendar } from '../../server/simulation/officeCalendar.ts';
import { day, dayOf } from '../../server/simulation/time.ts';
import { fateOf, type FatedFlag } from './fates.ts';

const calendar = createOfficeCalendar(chinesePublishedDays().days);
const now = Date.parse('2026-11-20T17:00:00+08:00');
const severities: Severity[] = ['query', 'yellow', 'red', 'notice'];
const flags = Array.from({ length: 800 }, (_, n): FatedFlag => {
  return {
    key: `case ${n}`,
    rule: n % 2 === 0 ? 'TIM-02' : 'STEP-01',
    severity: severities[n % 4]!,
    department: `D${n % 60}`,
    raisedAt: now - (n % 50) * day - 5 * 3_600_000,
  };
});
const fates = flags.map((flag) => fateOf(flag, { seed: 1, calendar, now }));

test('the same seed tells the same of a flag whatever the others are, another seed another', () => {
  expect(fateOf(flags[40]!, { seed: 1, calendar, now })).toEqual(fates[40]);
  expect(flags.map((flag) => fateOf(flag, { seed: 2, calendar, now }))).not.toEqual(fates);
});

test('what is done is done in order, on working days, after the flag was raised and before now', () => {
  for (const [n, steps] of fates.entries()) {
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted((a, b) => a - b));
    for (const { at } of steps) {
      expect(calendar.isWorkday(dayOf(at))).toBe(true);
      expect(at).toBeLessThan(now);
      expect(at).toBeGreaterThan(flags[n]!.raisedAt);
    }
  }
});

test('of old flags most are through, some wait for each party; of fresh ones most wait to be sent', () => {
  const lastOf = (from: number, to: number) =>
    fates
      .filter((_, n) => (now - flags[n]!.raisedAt) / day >= from && (now - flags[n]!.raisedAt) / day < to)
      .map((steps) => steps.at(-1)?.action ?? 'none');
  const share = (list: string[], ...of: string[]) =>
    list.filter((one) => of.includes(one)).length / list.length;
  const old = lastOf(40, 51);
  expect(share(old, 'close', 'verdict', 'decide-appeal', 'approve')).toBeGreaterThan(0.5);
  expect(share(old, 'send')).toBeGreaterThan(0.05);
  expect(share(old, 'rectify', 'order', 'appeal', 'verdict', 'review')).toBeGreaterThan(0.1);
  expect(share(lastOf(0, 1), 'none')).toBe(1);
});
