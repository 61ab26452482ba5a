import type { RoomDelta, WallChange } from '#contract/wall';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { flag, wallState } from '../testing/wallState.ts';
import { usePulses } from './pulses.ts';
import { useSpots } from './spots.ts';
import { useWall } from './wall.ts';

const serverTime = '2026-11-23T02:00:00.000Z';
const delta = (after: number, seq: number, changes: WallChange[]): RoomDelta => ({
  after,
  seq,
  changes,
  serverTime,
  dataTime: '2026-11-23T01:59:59.000Z',
});

describe('the wall store', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    useWall().accept({ seq: 7, state: wallState(), serverTime, dataTime: null });
  });

  it('applies the delta that follows its own number', () => {
    const wall = useWall();
    const changes: WallChange[] = [
      { topic: 'kpi:changed', figures: [3, 1] },
      { topic: 'heatmap:changed', cells: [[[3], [0, 0]]], hours: [[0, 10, 3, 0]], pulses: [[0, 3]] },
      { topic: 'flag:raised', flag: flag(1) },
    ];
    expect(wall.apply(delta(7, 9, changes), 0)).toBe('applied');
    expect(wall.seq).toBe(9);
    expect(wall.state?.figures.submitted).toBe(3);
    expect(wall.state?.flags.map((each) => each.flagId)).toEqual([1]);
    expect(wall.dataTime).toBe(Date.parse('2026-11-23T01:59:59.000Z'));
    expect(usePulses().latest).toEqual([[0, 3]]);
  });

  it('refuses a delta after another number and stays as it was', () => {
    const wall = useWall();
    expect(wall.apply(delta(8, 9, [{ topic: 'kpi:changed', figures: [5] }]), 0)).toBe('gap');
    expect(wall.seq).toBe(7);
    expect(wall.state?.figures.submitted).toBe(0);
  });

  it('asks again on a resync', () => {
    expect(useWall().apply(delta(7, 8, [{ topic: 'resync', reason: 'day' }]), 0)).toBe('resync');
  });

  it('hands pop-ups to their queue', () => {
    const spot = {
      region: 'A',
      department: 'A-GA',
      itemName: '户口',
      step: '审查',
      severity: null,
      rule: null,
    };
    useWall().apply(delta(7, 8, [{ topic: 'spot:shown', spot }]), 0);
    expect(useSpots().queue).toEqual([spot]);
  });

  it('remembers since when the link is lost, until it lives again', () => {
    const wall = useWall();
    wall.setLink('lost', 1000);
    wall.setLink('lost', 5000);
    expect(wall.lostSince).toBe(1000);
    wall.setLink('live', 9000);
    expect(wall.lostSince).toBeNull();
  });

  it('knows a server that is cut off from its database, until news comes', () => {
    const wall = useWall();
    wall.hearFeed(14_999, 100_000);
    expect(wall.feedLostSince).toBeNull();
    wall.hearFeed(15_000, 100_000);
    expect(wall.feedLostSince).toBe(85_000);
    wall.apply(delta(7, 7, [{ topic: 'server:restarting' }]), 0);
    expect(wall.feedLostSince).toBe(85_000);
    wall.apply(delta(7, 8, [{ topic: 'kpi:changed', figures: [1] }]), 0);
    expect(wall.feedLostSince).toBeNull();
  });

  it('keeps saying that the server restarts when the announced cut comes', () => {
    const wall = useWall();
    wall.apply(delta(7, 7, [{ topic: 'server:restarting' }]), 0);
    wall.setLink('lost', 1000);
    expect(wall.link).toBe('restarting');
  });

  it('whose access has ended stays so until it is let in, though the server be away meanwhile', () => {
    const wall = useWall();
    wall.setLink('ended', 1000);
    wall.setLink('lost', 2000);
    expect(wall.link).toBe('ended');
    wall.setLink('live', 3000);
    expect(wall.link).toBe('live');
  });
});
