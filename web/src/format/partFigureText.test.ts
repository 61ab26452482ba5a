import { expect, test } from 'vitest';
import { partFigureText } from './partFigureText.ts';

test.each([
  [0.0333, 1, '3.3%'],
  [1, 1, '100.0%'],
  [33.333, 1000, '33.3‰'],
  [0, 1000, '0.0‰'],
  [null, 1, '–'],
] as const)('%d per %d is %s', (figure, per, text) => {
  expect(partFigureText(figure, per)).toBe(text);
});
