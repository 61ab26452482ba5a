import { expect, test } from 'vitest';
import { heightOf, linesIn } from './rowHeight.ts';

test('a text that breaks takes more lines, a number never', () => {
  expect(linesIn('承诺时限', 20)).toBe(1);
  expect(linesIn('到期办件中按时办结的比例', 12)).toBe(3);
  expect(linesIn('a\nb', 20)).toBe(2);
  expect(linesIn(1_000_000_000, 2)).toBe(1);
  expect(linesIn(null, 2)).toBe(1);
});

test('only a row of several lines says how high it is', () => {
  expect(heightOf(1)).toBe('');
  expect(heightOf(3)).toBe(' ht="45" customHeight="1"');
});
