import { describe, expect, it } from 'vitest';
import { minutesToNightlyReload } from './nightlyReload.ts';

const minute = (hours: number, minutes = 0) => hours * 60 + minutes;
const at = (from: number, random: number) => (from + minutesToNightlyReload(from, random)) % 1440;

describe('minutesToNightlyReload', () => {
  it('ends between 03:00 and 05:00, whenever the page was loaded', () => {
    for (const from of [0, minute(2, 59), minute(3), minute(4, 59), minute(5), minute(12), minute(23, 59)]) {
      expect(at(from, 0)).toBe(minute(3));
      expect(at(from, 0.999_99)).toBe(minute(4, 59));
    }
  });

  it('is tonight for a page of the day, and tomorrow for one that was loaded in that time', () => {
    expect(minutesToNightlyReload(minute(12), 0)).toBe(15 * 60);
    expect(minutesToNightlyReload(minute(3), 0)).toBe(24 * 60);
    expect(minutesToNightlyReload(minute(4), 0)).toBe(23 * 60);
  });
});
