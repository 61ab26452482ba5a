import { describe, expect, it } from 'vitest';
import { isInTrouble, mayRescue } from './watchdog.ts';

describe('isInTrouble', () => {
  it('is when three looks in a row saw no frame', () => {
    expect([0, 2, 3].map((missed) => isInTrouble(missed, null))).toEqual([false, false, true]);
  });

  it('is when four fifths of the heap are used', () => {
    expect(isInTrouble(0, { used: 79, limit: 100 })).toBe(false);
    expect(isInTrouble(0, { used: 80, limit: 100 })).toBe(true);
  });
});

describe('mayRescue', () => {
  it('does not load for ever what a new page does not mend', () => {
    expect(mayRescue(0, null)).toBe(true);
    expect(mayRescue(599_999, 0)).toBe(false);
    expect(mayRescue(600_000, 0)).toBe(true);
  });

  it('trusts no time of a clock that was set back by more', () => {
    expect(mayRescue(0, 3_600_000)).toBe(true);
  });
});
