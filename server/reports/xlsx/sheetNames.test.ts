import { expect, test } from 'vitest';
import { sheetNames } from './sheetNames.ts';

test('marks that Excel refuses become spaces, and no name is empty', () => {
  expect(sheetNames(['各区县: 主要[指标]', "'区/县'", ':::', ''])).toEqual([
    '各区县 主要 指标',
    '区 县',
    '3',
    '4',
  ]);
});

test('names are cut to 31 characters without tearing one', () => {
  const [long = '', torn = ''] = sheetNames(['长'.repeat(40), `${'a'.repeat(30)}𬭎`]);
  expect(long).toHaveLength(31);
  expect(torn).toBe('a'.repeat(30));
});

test('each name is there once, whatever its case, and Excel keeps one for itself', () => {
  expect(sheetNames(['排名', '排名', 'Rank', 'RANK', 'History'])).toEqual([
    '排名',
    '排名 2',
    'Rank',
    'RANK 2',
    'History 2',
  ]);
  const alike = sheetNames(Array.from({ length: 12 }, () => 'x'.repeat(40)));
  expect(new Set(alike).size).toBe(12);
  expect(alike.every((name) => name.length <= 31)).toBe(true);
});
