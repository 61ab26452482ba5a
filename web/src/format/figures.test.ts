import { describe, expect, it } from 'vitest';
import { change, count, share } from './figures.ts';

describe('count', () => {
  it('separates thousands and shortens only what would outgrow its place', () => {
    expect(count(17653, 'zh')).toBe('17,653');
    expect(count(1_234_567, 'zh')).toBe('123.5万');
    expect(count(1_234_567, 'en')).toBe('1.2M');
    expect(count(12_345, 'zh', 10_000)).toBe('1.2万');
    expect(count(-9, 'en')).toBe('−9');
  });
});

describe('change', () => {
  it('says the sign, one decimal, and nothing where there is no before', () => {
    expect(change(1062, 1000)).toBe('+6.2%');
    expect(change(970, 1000)).toBe('−3%');
    expect(change(1000, 1000)).toBe('±0%');
    expect(change(226, 100)).toBe('+126%');
    expect(change(2814, 100)).toBe('×28');
    expect(change(5, 0)).toBeNull();
  });
});

describe('share', () => {
  it('never calls 99.96 % a hundred', () => {
    expect(share(9996, 10_000)).toBe('99.9');
    expect(share(10_000, 10_000)).toBe('100');
    expect(share(0, 10)).toBe('0.0');
    expect(share(0, 0)).toBeNull();
  });
});
