import type { Severity } from '#contract/rule';
import type { Spot } from '#contract/wall';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { queueSpot, useSpots } from './spots.ts';

const spot = (region: string, severity: Severity | null = null): Spot => ({
  region,
  department: `${region}-GA`,
  itemName: '户口',
  step: '审查',
  severity,
  rule: null,
});

describe('queueSpot', () => {
  it('keeps the order of the server while there is room', () => {
    expect(queueSpot([spot('A')], spot('B', 'red')).map((each) => each.region)).toEqual(['A', 'B']);
  });

  it('lets the mildest oldest go when four wait', () => {
    const queue = [spot('A', 'red'), spot('B'), spot('C')];
    expect(queueSpot(queue, spot('D', 'yellow')).map((each) => each.region)).toEqual(['A', 'C', 'D']);
    expect(queueSpot([spot('A', 'red'), spot('B', 'red'), spot('C', 'red')], spot('D'))).toHaveLength(3);
  });
});

describe('the pop-up card', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('shows one a turn and goes away when nothing follows', () => {
    const spots = useSpots();
    spots.offer(spot('A'));
    spots.offer(spot('B'));
    spots.turn();
    expect(spots.shown?.region).toBe('A');
    spots.turn();
    expect(spots.shown?.region).toBe('B');
    spots.turn();
    spots.turn();
    expect(spots.shown?.region).toBe('B');
    spots.turn();
    expect(spots.shown).toBeNull();
  });
});
