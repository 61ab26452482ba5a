import { describe, expect, it } from 'vitest';
import { cellText } from './cellText.ts';
import { groupedText, roundedText, signedText } from './roundedText.ts';

describe('numbers in print', () => {
  it('are rounded once, half away from zero on their decimal form', () => {
    expect(roundedText(0.98205, 2, 2)).toBe('98.21');
    expect(roundedText(-2.5, 0)).toBe('-3');
    expect(roundedText(1.005, 2)).toBe('1.01');
    expect(roundedText(1e-7, 2, 2)).toBe('0.00');
    expect(roundedText(-1e-7, 2, 2)).toBe('0.00');
    expect(roundedText(0, 2)).toBe('0.00');
  });

  it('stand in threes, and a difference has the sign of print', () => {
    expect(groupedText(1_234_567)).toBe('1,234,567');
    expect(groupedText(-1234.5, 1)).toBe('-1,234.5');
    expect(groupedText(999)).toBe('999');
    expect(signedText(0.0005, 2, 2)).toBe('+0.05');
    expect(signedText(-0.0002, 2, 2)).toBe('−0.02');
    expect(signedText(0.000001, 2, 2)).toBe('0.00');
  });
});

describe('cellText', () => {
  it('prints each kind of column, with a dash for what is not known', () => {
    expect(cellText(null, { kind: 'rank' })).toBe('—');
    expect(cellText('璧山区', { kind: 'text' })).toBe('璧山区');
    expect(cellText(14_302, { kind: 'count' })).toBe('14,302');
    expect(cellText(0.9981, { kind: 'share' })).toBe('99.81');
    expect(cellText([0.9968, 0.9988], { kind: 'interval' })).toBe('99.68 ~ 99.88');
    expect(cellText(-0.0002, { kind: 'points' })).toBe('−0.02');
    expect(cellText(0.032, { kind: 'change' })).toBe('+3.2');
    expect(cellText(1.728, { kind: 'decimal', decimals: 1 })).toBe('1.7');
  });
});
