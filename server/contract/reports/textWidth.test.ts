import { expect, test } from 'vitest';
import { textWidth } from './textWidth.ts';

test('Chinese characters and their marks are twice as wide as Latin ones', () => {
  expect(textWidth('')).toBe(0);
  expect(textWidth('99.81 %')).toBe(7);
  expect(textWidth('璧山区')).toBe(6);
  expect(textWidth('“环比”，')).toBe(10);
  // one character outside the basic plane is one character
  expect(textWidth('𬭎')).toBe(2);
});
