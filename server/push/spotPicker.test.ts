import { describe, expect, it } from 'vitest';
import type { FlagCard, Spot } from '#contract/wall';
import { spotPicker } from './spotPicker.ts';

const second = 1000;
const minute = 60 * second;

function event(region: string): Spot {
  return {
    region,
    department: `${region}-ZJ`,
    itemName: '施工许可',
    step: '审查',
    severity: null,
    rule: null,
  };
}

function flag(flagId: number, region: string, severity: FlagCard['severity']): FlagCard {
  return {
    flagId,
    rule: 'TIM-02',
    severity,
    status: 'raised',
    caseState: 'open',
    caseId: `c${flagId}`,
    region,
    department: `${region}-ZJ`,
    item: 'i',
    itemName: '施工许可',
    step: null,
    occurredAt: '2026-11-23T00:00:00.000Z',
    raisedAt: '2026-11-23T00:00:00.000Z',
    facts: {},
  };
}

describe('spotPicker', () => {
  it('shows at most one a second', () => {
    const picker = spotPicker();
    for (const region of 'abcdefgh') picker.offer(event(region), 0);
    const shown = Array.from({ length: 12 }, (_, tick) => picker.pick(tick * 250)).filter(Boolean);
    expect(shown).toHaveLength(3);
  });

  it('takes turns between the worst flag and the region longest unseen', () => {
    const picker = spotPicker();
    picker.offer(event('a'), 0);
    picker.offer(event('b'), 0);
    picker.offerFlag(flag(1, 'a', 'yellow'), 0);
    picker.offerFlag(flag(2, 'a', 'red'), 0);
    picker.offerFlag(flag(3, 'a', 'query'), 0);
    const shown = [0, 1, 2, 3].map((tick) => picker.pick(tick * second));
    expect(shown.map((spot) => [spot?.region, spot?.severity])).toEqual([
      ['a', 'red'],
      ['b', null],
      ['a', 'yellow'],
      ['a', 'query'],
    ]);
  });

  it('never shows a flag again within 10 minutes, and does afterwards', () => {
    const picker = spotPicker();
    picker.offerFlag(flag(1, 'a', 'red'), 0);
    expect(picker.pick(0)?.severity).toBe('red');
    picker.offerFlag(flag(1, 'a', 'red'), 9 * minute);
    expect(picker.pick(9 * minute)).toBeUndefined();
    picker.offerFlag(flag(1, 'a', 'red'), 10 * minute);
    expect(picker.pick(10 * minute)?.severity).toBe('red');
  });

  it('goes round all regions when one of them is far busier', () => {
    const picker = spotPicker();
    const shown: (string | undefined)[] = [];
    for (let tick = 0; tick < 6; tick++) {
      for (const region of ['busy', 'busy', 'quiet', 'still']) picker.offer(event(region), tick * second);
      shown.push(picker.pick(tick * second)?.region);
    }
    expect(shown.slice(0, 3).sort()).toEqual(['busy', 'quiet', 'still']);
    expect(shown.slice(3).sort()).toEqual(['busy', 'quiet', 'still']);
  });

  it('does not show events that are long over', () => {
    const picker = spotPicker();
    picker.offer(event('a'), 0);
    expect(picker.pick(minute)).toBeUndefined();
  });

  it('keeps a flood of flags bounded', () => {
    const picker = spotPicker();
    for (let flagId = 0; flagId < 10_000; flagId++) picker.offerFlag(flag(flagId, 'a', 'yellow'), flagId);
    let shown = 0;
    for (let at = 10_000; picker.pick(at); at += second) shown += 1;
    expect(shown).toBe(200);
  });
});
