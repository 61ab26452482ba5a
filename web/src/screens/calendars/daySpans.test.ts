import { expect, it } from 'vitest';
import { daySpans } from './daySpans.ts';

it('puts days together that follow each other and are alike', () => {
  const day = (date: string, off: boolean | null, name: string) => ({ date, off, name });
  expect(
    daySpans([
      day('2027-01-02', true, '元旦'),
      day('2027-01-01', true, '元旦'),
      day('2027-01-03', false, '元旦'),
      day('2027-01-05', true, '元旦'),
    ]).map(({ first, last, off }) => [first, last, off]),
  ).toEqual([
    ['2027-01-01', '2027-01-02', true],
    ['2027-01-03', '2027-01-03', false],
    ['2027-01-05', '2027-01-05', true],
  ]);
});
