import { expect, it } from 'vitest';
import { publishedDays } from './publishedDays.ts';

it('reads days and spans as people write them, and publishes their year', () => {
  const { days, publishedThrough, faults } = publishedDays(
    '\uFEFF# 国办发明电\n2027-01-01 休 元旦\n\n2027-02-05至2027-02-07 放假 春节\n2027-02-14 班 春节\r\n',
  );
  expect(faults).toEqual([]);
  expect(publishedThrough).toBe('2027-12-31');
  expect(days).toEqual([
    { date: '2027-01-01', off: true, name: '元旦' },
    ...['05', '06', '07'].map((day) => ({ date: `2027-02-${day}`, off: true, name: '春节' })),
    { date: '2027-02-14', off: false, name: '春节' },
  ]);
});

it('reads CSV with its title line', () => {
  expect(publishedDays('date,off,name\n2027-10-01,true,National Day\n2027-10-09,false,').days).toEqual([
    { date: '2027-10-01', off: true, name: 'National Day' },
    { date: '2027-10-09', off: false, name: '' },
  ]);
});

it('names the line of every fault and keeps the others', () => {
  const { days, faults } = publishedDays(
    '2027-02-30 休\n2027-01-01 元旦\n2027-01-05..2027-01-03 休\n2027-05-01 休\n2027-05-01 班\n2027-01-01至2027-12-31 休',
  );
  expect(faults.map(({ line, fault }) => [line, fault])).toEqual([
    [1, 'date'],
    [2, 'kind'],
    [3, 'order'],
    [5, 'twice'],
    [6, 'long'],
  ]);
  expect(days).toHaveLength(1);
});

it('publishes nothing without a day', () => {
  expect(publishedDays('')).toEqual({ days: [], publishedThrough: null, faults: [] });
});
