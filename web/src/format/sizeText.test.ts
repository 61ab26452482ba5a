import { expect, it } from 'vitest';
import { sizeText } from './sizeText.ts';

it('tells sizes in at most three figures', () => {
  expect([0, 999, 1024, 1_500_000, 5.5 * 2 ** 30, 1023 * 2 ** 30].map(sizeText)).toEqual([
    '0 B',
    '999 B',
    '1 KB',
    '1.4 MB',
    '5.5 GB',
    '1 TB',
  ]);
});
