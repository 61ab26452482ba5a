import { expect, it } from 'vitest';
import { isFault, tableText, valuesOf } from './mappingText.ts';

it('reads what it writes, numbers as numbers and codes as codes', () => {
  const values = { score: { '1': 5, 非常满意: 5, '0': 'none' }, channel: { '01': '02', web: 'online' } };
  const texts = { score: tableText(values.score), channel: tableText(values.channel) };
  expect(valuesOf(texts)).toEqual(values);
});

it('passes over empty lines, and takes a field without rows away', () => {
  expect(valuesOf({ score: '\n1 = 5\n\n', channel: ' ' })).toEqual({ score: { '1': 5 } });
});

it('names the line that is no row, and the one that says a code again', () => {
  const noRow = valuesOf({ score: '1 = 5\n2: 4' });
  expect([isFault(noRow), noRow]).toEqual([true, { field: 'score', line: 2, kind: 'equals' }]);
  expect(valuesOf({ score: '1 = 5\n1 = 4' })).toEqual({ field: 'score', line: 2, kind: 'twice' });
  expect(valuesOf({ score: '1 =' })).toMatchObject({ kind: 'equals' });
});

it('takes a table named like a fault for a table', () => {
  expect(isFault({ line: { a: 1 }, kind: { b: 2 } })).toBe(false);
});
