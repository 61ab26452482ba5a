import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { justSaved, type SavedCase } from './justSaved.ts';

const hour = 3_600_000;
const three = 72 * hour;
const saved = (left: number[], surplus: number[] = left.map((_, i) => i * 9 * hour)): SavedCase[] =>
  left.map((leftMs, i) => ({
    caseId: `c${String(i).padStart(2, '0')}`,
    at: i,
    leftMs,
    surplusMs: surplus[i] ?? 0,
    suspensions: [`s${String(i)}`],
  }));
const same = (n: number, margin = three) => Array.from({ length: n }, () => margin);
const scattered = (n: number) => Array.from({ length: n }, (_, i) => (i + 1) * 100 * hour);
const groups = (list: SavedCase[], coarse = 0) => ({ saved: list, coarse });

describe('HANG-04', () => {
  it.each<[name: string, group: { saved: SavedCase[]; coarse: number }, result: string]>([
    ['ten by the same margin', groups(saved(same(10))), 'raised query'],
    ['nine by the same margin', groups(saved(same(9))), 'clear'],
    ['eight of ten', groups(saved([...same(8), ...scattered(2)])), 'raised query'],
    ['seven of ten', groups(saved([...same(7), ...scattered(3)])), 'clear'],
    ['sixteen of twenty', groups(saved([...same(16), ...scattered(4)])), 'raised query'],
    ['fifteen of twenty', groups(saved([...same(15), ...scattered(5)])), 'clear'],
    ['an hour around the middle', groups(saved([...same(8), three - hour, three + hour])), 'raised query'],
    [
      'an hour on either side of eight in ten',
      groups(saved([...same(6), three - hour, three + hour, ...scattered(2)])),
      'raised query',
    ],
    [
      'a second more than an hour',
      groups(saved([...same(6), three - hour - 1000, three + hour, ...scattered(2)])),
      'clear',
    ],
    ['the surplus of the suspensions', groups(saved(scattered(10), same(10))), 'raised query'],
    ['margins as they come', groups(saved(scattered(30))), 'clear'],
    ['days only', groups(saved(same(4)), 6), 'not_evaluable: precision'],
    ['days only, too few', groups(saved(same(4)), 5), 'clear'],
  ])('%s', (_name, group, result) => expect(resultOf(justSaved, group)).toBe(result));

  it('names the margin, the measure and the suspensions', () => {
    expect(justSaved.judge(groups(saved(scattered(10), same(10))), justSaved.defaults)).toMatchObject({
      at: 9,
      facts: { of: 10, cases: 10, marginMs: three, margin: 'surplus' },
      events: Array.from({ length: 10 }, (_, i) => `s${String(i)}`),
    });
  });
});
