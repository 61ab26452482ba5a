import { describe, expect, it } from 'vitest';
import { at } from '../testing/scenario.ts';
import { readWish } from './readWish.ts';

const zone = 'Asia/Shanghai';
const now = at('2026-11-22 15:00');
const read = (from: string, to = '', speed = 60) => readWish({ from, to, speed }, zone, now);

describe('what a replay is asked for', () => {
  it.each([
    ['a day: its office hours', '2026-11-20', '', '2026-11-20 08:00', '2026-11-20 18:00'],
    ['today: until now', '2026-11-22', '', '2026-11-22 08:00', '2026-11-22 15:00'],
    ['a minute: ten hours from then', '2026-11-20T07:30', '', '2026-11-20 07:30', '2026-11-20 17:30'],
    ['from and to', '2026-11-19T23:00', '2026-11-20T01:00', '2026-11-19 23:00', '2026-11-20 01:00'],
    [
      'instants',
      String(at('2026-11-20 09:00')),
      String(at('2026-11-20 10:00')),
      '2026-11-20 09:00',
      '2026-11-20 10:00',
    ],
  ])('%s', (_, from, to, first, last) => {
    expect(read(from, to)).toEqual({ from: at(first), to: at(last), speed: 60 });
  });

  it.each([
    ['a day that is none', '2026-02-30', '', 60, /a day .* or a minute/],
    ['nothing', '', '', 60, /from is ""/],
    ['the future', '2026-11-22', '2026-11-22T15:01', 60, /lies ahead/],
    ['an end before its beginning', '2026-11-20', '2026-11-19', 60, /before to/],
    ['a month', '2026-10-01', '2026-10-31', 60, /seven days/],
    ['standing still', '2026-11-20', '', 0, /1 to 3600/],
    ['haste', '2026-11-20', '', 3601, /1 to 3600/],
    ['no speed', '2026-11-20', '', Number.NaN, /speed/],
  ])('refuses %s', (_, from, to, speed, sentence) => {
    expect(read(from, to, speed)).toMatch(sentence);
  });
});
