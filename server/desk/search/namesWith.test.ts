import { expect, test } from 'vitest';
import { namesWith } from './namesWith.ts';

const items = [
  { code: '01-017', name: '旧名' },
  { code: '01-017', name: '建筑工程施工许可' },
  { code: '01-018', name: '施工图审查' },
  { code: 'ZJ-1', name: 'Permit' },
];

test('names and codes that hold the text are found, those that begin with it first', () => {
  expect(namesWith('施工', items).map(({ code }) => code)).toEqual(['01-018', '01-017']);
  expect(namesWith('zj', items)).toEqual([{ code: 'ZJ-1', name: 'Permit' }]);
  expect(namesWith('permit', items)).toHaveLength(1);
});

test('of a code the newest name counts alone', () => {
  expect(namesWith('旧名', items)).toEqual([]);
});
