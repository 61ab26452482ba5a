import { expect, test } from 'vitest';
import { figureAddress, figureOfAddress } from './figureAddress.ts';

test.each([
  { by: 'region', code: '500112', indicator: 'onTimeRate' },
  { by: 'all', code: '', indicator: 'handlingP95' },
  { by: 'department', code: 'cq:500112-ZJ', indicator: 'submitted' },
])('$by "$code" $indicator is found again by its address', (figure) => {
  expect(figureOfAddress(figureAddress(figure))).toEqual(figure);
});

test.each([undefined, null, '', 'region', 'region:500112', ['a', 'b']])('%j names no figure', (text) => {
  expect(figureOfAddress(text)).toBeNull();
});
