import { defaultScreenSettings } from '#contract/screen';
import { describe, expect, it } from 'vitest';
import { screenRow as row } from '../../testing/screenRow.ts';
import { troublesOf, worstFirst } from './screenTroubles.ts';

describe('what is wrong with a screen', () => {
  it('is nothing while it is live, quick, lean, on time and of the newest build', () => {
    expect(troublesOf(row())).toEqual([]);
  });

  it('is only its absence while it is away: what it last said is old', () => {
    expect(troublesOf(row({ connected: false }, { framesPerSecond: 0 }))).toEqual(['away']);
  });

  it.each([
    ['link', { link: 'refused' as const }],
    ['frames', { framesPerSecond: 4 }],
    ['heap', { heapBytes: 3e9 }],
    ['clock', { clockOffset: -600_000 }],
    ['build', { build: 'b1' }],
  ])('is its %s', (trouble, said) => {
    expect(troublesOf(row({}, said))).toEqual([trouble]);
  });

  it('is text too small for where people stand', () => {
    const seen = { ...defaultScreenSettings, widthMetres: 1.21, distanceMetres: 7 };
    expect(troublesOf(row({ settings: seen }))).toEqual(['small']);
    expect(troublesOf(row({ settings: { ...seen, distanceMetres: 2 } }))).toEqual([]);
  });

  it('is not what no browser said', () => {
    expect(troublesOf(row({}, { heapBytes: null, clockOffset: null }))).toEqual([]);
    expect(troublesOf(row({ report: null }))).toEqual([]);
  });
});

it('the worst screens come first, then those without trouble by name, then revoked ones', () => {
  const rows = [
    row({ screenId: 1, name: '丙' }),
    row({ screenId: 2, name: '乙', revokedAt: '2026-11-22T00:00:00.000Z', connected: false }),
    row({ screenId: 3, name: '甲' }, { build: 'b1' }),
    row({ screenId: 4, name: '丁', connected: false }),
    row({ screenId: 5, name: '丁' }),
  ];
  expect(worstFirst(rows).map(({ screenId }) => screenId)).toEqual([4, 3, 5, 1, 2]);
});
