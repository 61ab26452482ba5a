import { expect, it } from 'vitest';
import { columnWidth } from './columnWidth.ts';

it('holds the longest word of a header, and is never narrower than asked', () => {
  expect(columnWidth('On the previous month (percentage points)', 8)).toBe(11);
  expect(columnWidth('环比（百分点）', 8)).toBe(8);
  expect(columnWidth('Due', 9)).toBe(9);
});
