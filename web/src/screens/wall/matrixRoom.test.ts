import { describe, expect, it } from 'vitest';
import { bandAbove, matrixFrame, textLength } from './matrixRoom.ts';

describe('textLength', () => {
  it('counts Chinese characters whole and letters at little more than half', () => {
    expect(textLength('沙坪坝')).toBe(72);
    expect(textLength('9:00')).toBeCloseTo(58);
  });
});

describe('matrixFrame', () => {
  const names = { rows: ['公安局'], columns: ['渝中'], seams: [], gutter: 16, totals: null };

  it('keeps a usual frame, and makes room for long names and for totals', () => {
    expect(matrixFrame(names)).toEqual({
      gridTemplateColumns: '8rem minmax(0, 1fr) 0rem',
      gridTemplateRows: '8.6rem minmax(0, 1fr) 0rem 3.1rem',
    });
    const long = { ...names, rows: ['公共资源交易'], columns: ['石柱自治县'] };
    expect(matrixFrame({ ...long, totals: { rows: ['1,234'], columns: ['9'] } })).toEqual({
      gridTemplateColumns: '15.2rem minmax(0, 1fr) 8.85rem',
      gridTemplateRows: '12.3rem minmax(0, 1fr) 2.85rem 3.1rem',
    });
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
