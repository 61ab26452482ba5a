import { expect, it } from 'vitest';
import { yearDays } from './yearDays.ts';

const calendar = {
  code: 'CN',
  publishedThrough: '2026-12-31',
  days: [
    { date: '2026-10-01', off: true, name: '国庆节' },
    { date: '2026-10-03', off: true, name: '国庆节' },
    { date: '2026-10-10', off: false, name: '国庆节' },
  ],
};
const nothing = { days: [] };
const october = (change: Parameters<typeof yearDays>[2], year = 2026) =>
  new Map((yearDays(year, calendar, change)[9] ?? []).map((day) => [day.date, day]));

it('tells working days, weekends, holidays and make-up days apart', () => {
  const days = october(nothing);
  expect(days.get('2026-10-01')).toMatchObject({ kind: 'holiday', name: '国庆节', provisional: false });
  expect(days.get('2026-10-03')?.kind).toBe('holiday');
  expect(days.get('2026-10-04')?.kind).toBe('weekend');
  expect(days.get('2026-10-10')?.kind).toBe('makeup');
  expect(days.get('2026-10-12')).toMatchObject({ kind: 'work', name: '', changed: false });
});

it('shows a change that is not made yet, also one that takes a day off the list', () => {
  const days = october({
    days: [
      { date: '2026-10-01', off: null },
      { date: '2026-10-12', off: true, name: '停电' },
    ],
  });
  expect(days.get('2026-10-01')).toMatchObject({ kind: 'work', name: '', changed: true });
  expect(days.get('2026-10-12')).toMatchObject({ kind: 'holiday', name: '停电', changed: true });
});

it('marks a year that is not published, until the change publishes it', () => {
  expect(october(nothing, 2027).get('2027-10-01')?.provisional).toBe(true);
  expect(october({ days: [], publishedThrough: '2027-12-31' }, 2027).get('2027-10-01')?.provisional).toBe(
    false,
  );
});

it('has every day worked in ALWAYS', () => {
  const [january] = yearDays(2027, { ...calendar, code: 'ALWAYS', days: [] }, nothing);
  expect(january?.every(({ kind, provisional }) => kind === 'work' && !provisional)).toBe(true);
});
