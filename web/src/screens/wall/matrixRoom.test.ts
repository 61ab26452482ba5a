import { describe, expect, it } from 'vitest';
import { bandAbove, textLength } from './matrixRoom.ts';

describe('textLength', () => {
  it('counts Chinese characters whole and letters at little more than half', () => {
    expect(textLength('沙坪坝')).toBe(72);
    expect(textLength('9:00')).toBeCloseTo(58);
  });
});

describe('bandAbove', () => {
  it('is what text needs, and at least as usual', () => {
    expect(bandAbove(75, 86, [], 16)).toBe(86);
    expect(bandAbove(120, 86, [], 16)).toBe(120);
    expect(bandAbove(75, 86, [300], 16)).toBe(86);
  });

  it('keeps text off a seam', () => {
    expect(bandAbove(75, 86, [84], 16)).toBe(76);
    expect(bandAbove(75, 86, [40], 16)).toBe(123);
  });
});
