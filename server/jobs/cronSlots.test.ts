import fc from 'fast-check';
import { createTask } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { cronPlan } from './cronSlots.ts';

const zone = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('cronPlan', () => {
  it('finds every slot after the last one done, up to now and including it', () => {
    const plan = cronPlan('*/5 * * * * *', zone);
    expect(plan.slots(at('2026-11-23T10:00:00'), at('2026-11-23T10:00:15'), 10)).toEqual(
      ['2026-11-23T10:00:15', '2026-11-23T10:00:10', '2026-11-23T10:00:05'].map(at),
    );
  });

  it('finds the newest slot of a job that was down for weeks', () => {
    const plan = cronPlan('0 30 3 * * *', zone);
    expect(plan.slots(at('2026-10-01T00:00:00'), at('2026-11-23T03:29:59'), 1)).toEqual([
      at('2026-11-22T03:30:00'),
    ]);
  });

  it('looks no further back than a yearly job needs, even for a job that never ran', () => {
    const plan = cronPlan('0 0 0 1 1 *', zone);
    expect(plan.slots(-Infinity, at('2026-11-23T00:00:00'), 5)).toEqual([at('2026-01-01T00:00:00')]);
  });

  it('finds the next slot, be it a second or most of a year away', () => {
    const next = (expression: string, after: string) => cronPlan(expression, zone).next(at(after));
    expect(next('*/5 * * * * *', '2026-11-23T10:00:05')).toBe(at('2026-11-23T10:00:10'));
    expect(next('0 30 3 * * *', '2026-11-23T03:30:00')).toBe(at('2026-11-24T03:30:00'));
    expect(next('0 0 0 1 1 *', '2026-01-01T00:00:00')).toBe(at('2027-01-01T00:00:00'));
  });

  it('refuses what it would plan differently from node-cron', () => {
    expect(() => cronPlan('0 0 0 L * *', zone)).toThrow(/uses "L"/);
  });

  const expressions = [
    '*/7 * * * * *',
    '0 */20 * * * *',
    '0 0 3 * * *',
    '30 15 9-17 * * 1-5',
    '0 0 0 1,15 * *',
    '0 0 12 * 2 7',
  ];
  it('agrees with node-cron about every second', () => {
    for (const expression of expressions) {
      const plan = cronPlan(expression, zone);
      const task = createTask(expression, () => undefined, { timezone: zone });
      const second = fc.integer({
        min: at('2026-01-01T00:00:00') / 1000,
        max: at('2027-01-01T00:00:00') / 1000,
      });
      fc.assert(
        fc.property(second, (seconds) => {
          const [newest] = plan.slots(-Infinity, seconds * 1000, 1);
          expect(newest !== undefined && task.match(new Date(newest))).toBe(true);
          expect(newest === seconds * 1000).toBe(task.match(new Date(seconds * 1000)));
          const between = plan.slots(newest ?? 0, seconds * 1000, 10);
          expect(between).toEqual([]);
        }),
        { numRuns: 60 },
      );
      void task.destroy();
    }
  });
});
