import type { Language } from '#contract/wording/language';
import { describe, expect, it } from 'vitest';
import { figurePlan } from './figurePlan.ts';

const names = (boxes: number[], language: Language = 'zh') =>
  figurePlan(boxes, language).map((box) => box.map(({ name }) => name));

describe('figurePlan', () => {
  it('fills the three boxes of a 16:9 wall with all seven figures', () => {
    expect(names([61.2, 62.4, 61.2])).toEqual([
      ['submitted', 'concluded'],
      ['open', 'dueSoon'],
      ['overdue', 'implausible', 'goodRate'],
    ]);
  });

  it('knows how long English is', () => {
    expect(names([61, 61, 61], 'en').flat()).toHaveLength(7);
    expect(names([61, 61], 'en').flat()).not.toContain('dueSoon');
  });

  it('spreads them over the panels of a wider one', () => {
    expect(names([93.2, 94.4, 94.4, 93.2]).map((box) => box.length)).toEqual([2, 2, 2, 1]);
    expect(names([93.2, 93.2]).map((box) => box.length)).toEqual([3, 4]);
  });

  it('leaves out the lighter ones where type would have to shrink', () => {
    expect(names([124])).toEqual([['submitted', 'concluded', 'dueSoon', 'overdue', 'implausible']]);
    expect(names([83])).toEqual([['submitted', 'concluded', 'overdue']]);
    expect(names([45.4, 45.4]).flat()).toContain('overdue');
  });

  it('shares a box out without leaving any of it', () => {
    for (const box of figurePlan([61.2, 62.4, 61.2], 'zh'))
      expect(box.reduce((sum, { width }) => sum + width, 0)).toBeGreaterThan(61);
  });

  it('shows none where none fits', () => {
    expect(figurePlan([10], 'zh')).toEqual([]);
    expect(figurePlan([], 'zh')).toEqual([]);
  });
});
