import { expect, test } from 'vitest';
import { placeCode, placeText } from './placeText.ts';

const places = [
  { code: '500112', name: '渝北区' },
  { code: '500112-ZJ', name: '住建委' },
  { code: '500105-ZJ', name: '住建委' },
];

test('a place is found by what the field shows of it, by its code and by a name of its own', () => {
  for (const place of places) expect(placeCode(` ${placeText(place)} `, places)).toBe(place.code);
  expect(placeCode('500105-ZJ', places)).toBe('500105-ZJ');
  expect(placeCode('渝北区', places)).toBe('500112');
});

test('what is no place, or could be several, stays as it was typed', () => {
  expect(placeCode('住建委', places)).toBe('住建委');
  expect(placeCode('渝', places)).toBe('渝');
  expect(placeCode('', places)).toBe('');
});
