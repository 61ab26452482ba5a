import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import { itemInForce } from './itemInForce.ts';

const version = (revision: number, validFrom: string): ItemVersion => ({
  code: 'A',
  revision,
  validFrom,
  name: `recorded ${revision}`,
  type: '01',
  handling: 'promised',
});

describe('the item version in force', () => {
  const versions = [version(1, '2026-01-01'), version(2, '2026-06-01'), version(5, '2026-01-01')];

  it.each([
    ['2025-12-31', 9, undefined],
    ['2026-01-01', 1, 1],
    ['2026-05-31', 4, 1],
    ['2026-05-31', 5, 5],
    ['2026-06-01', 1, 1],
    ['2026-06-01', 2, 2],
    ['2026-06-01', 9, 2],
  ])('on %s, known at revision %i, is %s', (day, revision, expected) => {
    expect(itemInForce(versions, day, revision)?.revision).toBe(expected);
  });
});
