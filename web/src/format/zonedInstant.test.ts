import { expect, it } from 'vitest';
import { zonedInstant } from './zonedInstant.ts';

it.each([
  ['2026-11-20', '08:30', 'Asia/Shanghai', '2026-11-20T00:30:00.000Z'],
  ['2026-11-20', '00:00', 'Asia/Shanghai', '2026-11-19T16:00:00.000Z'],
  ['2026-03-08', '01:30', 'America/New_York', '2026-03-08T06:30:00.000Z'],
  ['2026-03-08', '03:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['2026-10-31', '23:59', 'America/New_York', '2026-11-01T03:59:00.000Z'],
])('%s %s in %s', (day, time, zone, instant) => {
  expect(new Date(zonedInstant(day, time, zone)).toISOString()).toBe(instant);
});

it('is no instant without a day or a time', () => {
  expect(zonedInstant('', '08:30', 'Asia/Shanghai')).toBeNaN();
  expect(zonedInstant('2026-11-20', '', 'Asia/Shanghai')).toBeNaN();
});
