import type { PlaylistEntry, WallPage } from '#contract/screen';
import { describe, expect, it } from 'vitest';
import { nextEntry } from './nextEntry.ts';
import type { Turn } from './nextEntry.ts';

const entry = (page: WallPage, extra: Partial<PlaylistEntry> = {}): PlaylistEntry => ({
  page,
  dwellSeconds: 30,
  region: null,
  hours: null,
  skipIfEmpty: false,
  ...extra,
});
const turn = (entries: PlaylistEntry[], extra: Partial<Turn> = {}) =>
  nextEntry({ entries, at: -1, step: 1, minute: '10:00', isSkipped: () => false, ...extra });

const three = [entry('overview'), entry('hours'), entry('items')];

describe('nextEntry', () => {
  it('begins with the first and goes round', () => {
    expect(turn(three)).toBe(0);
    expect([0, 1, 2].map((at) => turn(three, { at }))).toEqual([1, 2, 0]);
  });

  it('goes back', () => {
    expect([0, 1, 2].map((at) => turn(three, { at, step: -1 }))).toEqual([2, 0, 1]);
    expect(turn(three, { step: -1 })).toBe(2);
  });

  it('leaves out what is not shown at this hour', () => {
    const entries = [entry('overview'), entry('hours', { hours: { from: '08:00', to: '10:00' } })];
    expect(turn(entries, { at: 0, minute: '09:59' })).toBe(1);
    expect(turn(entries, { at: 0, minute: '10:00' })).toBe(0);
  });

  it('leaves out what is to be skipped', () => {
    expect(turn(three, { at: 0, isSkipped: ({ page }) => page === 'hours' })).toBe(2);
  });

  it('stays where nothing else may be shown', () => {
    expect(turn(three, { at: 1, isSkipped: ({ page }) => page !== 'hours' })).toBe(1);
  });

  it('is none where nothing may be shown', () => {
    expect(turn(three, { at: 1, isSkipped: () => true })).toBeNull();
    expect(turn([])).toBeNull();
  });

  it('finds its way in a playlist that has become shorter', () => {
    expect(turn(three, { at: 7 })).toBe(2);
  });
});
