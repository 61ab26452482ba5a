import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { pulseLevel, usePulses } from './pulses.ts';

describe('pulseLevel', () => {
  it('merges above 20 and aggregates above 200 events a second', () => {
    expect([0, 20, 21, 200, 201].map(pulseLevel)).toEqual(['each', 'each', 'merged', 'merged', 'aggregated']);
  });
});

describe('the pulses of the last second', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('count what came within it and nothing older', () => {
    const pulses = usePulses();
    pulses.record(
      [
        [0, 3],
        [1, 2],
      ],
      1000,
    );
    pulses.record([[0, 10]], 1900);
    expect(pulses.perSecond).toBe(15);
    pulses.forget(2100);
    expect(pulses.perSecond).toBe(10);
    pulses.forget(3000);
    expect(pulses.perSecond).toBe(0);
  });
});
