import { expect, it } from 'vitest';
import { dayAxis } from './dayAxis.ts';

const zone = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}:00+08:00`);

it('places an instant by its local day and time of day', () => {
  const axis = dayAxis(at('2026-09-30T09:00'), at('2026-10-09T10:00'), zone);
  expect(axis.days).toHaveLength(10);
  expect(axis.place(at('2026-09-30T00:00'))).toBe(0);
  expect(axis.place(at('2026-10-01T12:00'))).toBeCloseTo(0.15);
  expect(axis.place(at('2026-10-09T24:00'))).toBe(1);
});

it('gives days off no room, and what happens on one the place where work goes on', () => {
  const off = new Set(['2026-10-01', '2026-10-02']);
  const axis = dayAxis(at('2026-09-30T09:00'), at('2026-10-03T10:00'), zone, off);
  expect(axis.days).toEqual(['2026-09-30', '2026-10-03']);
  expect(axis.place(at('2026-10-01T15:00'))).toBe(0.5);
});

it('shows the last 200 days of a long life, earlier events at its edge', () => {
  const axis = dayAxis(at('2020-01-01T00:00'), at('2026-10-03T10:00'), zone);
  expect(axis.days).toHaveLength(200);
  expect(axis.place(at('2020-01-01T00:00'))).toBe(0);
});
