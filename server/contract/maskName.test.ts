import { expect, test } from 'vitest';
import { maskName } from './maskName.ts';

test('of a name its first character is told, and not how long it is', () => {
  expect(['王小明', ' 欧阳 ', 'Li Wei', '𠮷田', ''].map(maskName)).toEqual([
    '王**',
    '欧**',
    'L**',
    '𠮷**',
    '**',
  ]);
});
