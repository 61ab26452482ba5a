import { expect, test } from 'vitest';
import type { FigureSet } from '#contract/reports/snapshot';
import { differenceBetween } from './differenceBetween.ts';

const set = (code: string, figures: FigureSet['figures']): FigureSet => {
  return { by: 'region', code, figures, previous: null, lastYear: null };
};
const share = (hits: number, n: number) => ({ value: n === 0 ? null : hits / n, n, hits });

test('equal figures make no difference', () => {
  const figures = [set('A', { onTimeRate: share(9, 10), submitted: { value: 3, n: 3 } })];
  expect(differenceBetween({ figures }, { figures })).toEqual([]);
});

test('what changed, came and went is told with both values', () => {
  const draft = [set('A', { onTimeRate: share(9, 10) }), set('B', { submitted: { value: 3, n: 3 } })];
  const final = [set('A', { onTimeRate: share(9, 9) }), set('Z', { submitted: { value: 1, n: 1 } })];
  expect(differenceBetween({ figures: draft }, { figures: final })).toEqual([
    {
      by: 'region',
      code: 'A',
      indicator: 'onTimeRate',
      draft: { value: 0.9, n: 10 },
      final: { value: 1, n: 9 },
    },
    {
      by: 'region',
      code: 'Z',
      indicator: 'submitted',
      draft: { value: null, n: 0 },
      final: { value: 1, n: 1 },
    },
    {
      by: 'region',
      code: 'B',
      indicator: 'submitted',
      draft: { value: 3, n: 3 },
      final: { value: null, n: 0 },
    },
  ]);
});
