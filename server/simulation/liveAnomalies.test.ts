import { describe, expect, it } from 'vitest';
import { chinesePublishedDays } from '../catalogue/chinesePublishedDays.ts';
import { caseFromNow } from './alwaysOpen.ts';
import { judgeCase } from './judge/judgeCase.ts';
import { anomalyFromNow } from './liveAnomalies.ts';
import { createOfficeCalendar } from './officeCalendar.ts';
import { createRandom } from './random.ts';
import { day, minute } from './time.ts';

const calendar = createOfficeCalendar(chinesePublishedDays().days);
const now = Date.parse('2026-11-19T11:00:00+08:00');
const worldAt = (to: number) => ({ seed: 1, from: now - 60 * day, to, calendar });
const number = (region: string): string => `${region}-L1`;

describe('what happens while one watches', () => {
  it('breaks some rule within minutes when it is to', () => {
    const random = createRandom('anomalies');
    const rules = new Set<string>();
    for (let n = 0; n < 300; n += 1) {
      const findings = judgeCase(anomalyFromNow({ number, random, now }), worldAt(now + 20 * minute), []);
      expect(findings).not.toEqual([]);
      for (const { rule } of findings) rules.add(rule);
    }
    expect([...rules]).toEqual(
      expect.arrayContaining([
        'FAST-01',
        'FAST-03',
        'STEP-01',
        'STEP-02',
        'TIM-02',
        'TIM-03',
        'BKF-01',
        'HANG-01',
        'HANG-03',
        'HANG-02',
        'ACC-03',
        'COR-01',
        'FEE-01',
      ]),
    );
  });

  it('is told no earlier than it happens, and none of it before now', () => {
    const random = createRandom('arrivals');
    for (let n = 0; n < 300; n += 1) {
      const { events } =
        n % 2 === 0 ? anomalyFromNow({ number, random, now }) : caseFromNow(number, random, now);
      expect(events.filter(({ at, arrives }) => arrives < at || arrives < now)).toEqual([]);
    }
  });

  it('breaks none when it is an ordinary case, at any hour', () => {
    const random = createRandom('ordinary');
    for (let n = 0; n < 400; n += 1) {
      const at = now + n * 37 * minute;
      const script = caseFromNow(number, random, at);
      expect(judgeCase(script, worldAt(at + 120 * day), []), JSON.stringify(script.events)).toEqual([]);
    }
  });
});
