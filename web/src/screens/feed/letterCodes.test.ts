import { expect, it } from 'vitest';
import { awaitedOf, remedyPath } from './letterCodes.ts';

it('takes apart what a letter waits for', () => {
  expect(awaitedOf('item:01-017-004')).toEqual({ kind: 'item', field: 'item', code: '01-017-004' });
  expect(awaitedOf('value:score:a:b')).toEqual({ kind: 'value', field: 'score', code: 'a:b' });
  expect(awaitedOf(null)).toBeNull();
  expect(awaitedOf('planet:mars')).toBeNull();
});

it('leads a value to the mapping of its source, with the code filled in', () => {
  expect(remedyPath('value:score:非常 满意', 7)).toBe(
    '/admin/sources/7?field=score&code=%E9%9D%9E%E5%B8%B8%20%E6%BB%A1%E6%84%8F#mapping',
  );
  expect(remedyPath('item:98', 7)).toBe('/admin/catalogue/new/items?code=98');
  expect(remedyPath(null, 7)).toBeNull();
});
