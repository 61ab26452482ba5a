import { describe, expect, it } from 'vitest';
import { isWithin } from './subtree.ts';

describe('lying within a subtree', () => {
  const parents: Record<string, string> = {
    street: 'district',
    district: 'city',
    loop: 'pool',
    pool: 'loop',
  };
  const within = isWithin((code) => parents[code]);

  it('holds for the code itself and everything above it', () => {
    expect(['street', 'district', 'city'].map((ancestor) => within('street', [ancestor]))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('does not hold downwards, sideways or for nothing', () => {
    expect([within('city', ['street']), within('street', ['loop']), within('street', [])]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('ends on a circle that no import would have let in', () => {
    expect(within('loop', ['city'])).toBe(false);
  });
});
