import { expect, it } from 'vitest';
import { precisionOf } from './clockFindings.ts';

const zone = 'Asia/Shanghai';
const times = (step: number, from = '2026-11-02T00:00:00+08:00'): number[] =>
  Array.from({ length: 24 }, (_, i) => Date.parse(from) + i * step);

it('takes times of midnights for days, in the zone of the source', () => {
  expect(precisionOf(times(86_400_000), zone)).toBe('day');
  expect(precisionOf(times(86_400_000, '2026-11-02T00:00:00Z'), zone)).toBe('minute');
});

it('tells whole minutes from seconds, and says nothing of a few', () => {
  expect(precisionOf(times(61 * 60_000), zone)).toBe('minute');
  expect(precisionOf([...times(60_000), Date.parse('2026-11-02T09:00:01+08:00')], zone)).toBe('second');
  expect(precisionOf(times(60_000).slice(0, 19), zone)).toBeUndefined();
});
