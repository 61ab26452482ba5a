import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { boilerplateReasons, reasonKey, type Reasons } from './boilerplateReasons.ts';

const of = (counts: number[], inexpressible = 0): Reasons => ({
  reasons: counts.map((suspensions, i) => ({
    reason: `理由${String(i)}`,
    suspensions,
    lastAt: i,
    cases: [`c${String(i)}`],
    events: [`e${String(i)}`],
  })),
  inexpressible,
});

describe('HANG-05', () => {
  it.each<[name: string, group: Reasons, result: string]>([
    ['one reason under all thirty', of([30]), 'raised query'],
    ['under all twenty-nine', of([29]), 'clear'],
    ['sixty in a hundred', of([60, 40]), 'clear'],
    ['sixty-one in a hundred', of([61, 39]), 'raised query'],
    ['nineteen of thirty', of([19, 11]), 'raised query'],
    ['eighteen of thirty', of([18, 12]), 'clear'],
    ['the second reason', of([10, 21]), 'raised query'],
    ['a source that sends none', of([10], 20), 'not_evaluable: reason_unknown'],
    ['a source that sends none, too few', of([10], 19), 'clear'],
    ['nothing', of([]), 'clear'],
  ])('%s', (_name, group, result) => expect(resultOf(boilerplateReasons, group)).toBe(result));

  it('knows a reason again in other spelling', () => {
    expect(reasonKey(' 需 专家评审，请批准。')).toBe(reasonKey('需专家评审,请批准'));
    expect(reasonKey('ＡＢＣ')).toBe(reasonKey('abc'));
    expect(reasonKey('专家评审一')).not.toBe(reasonKey('专家评审二'));
  });

  it('quotes the reason and counts', () => {
    expect(boilerplateReasons.judge(of([40, 10]), boilerplateReasons.defaults)).toMatchObject({
      facts: { of: 50, suspensions: 40, percent: 80, reason: '理由0' },
      cases: ['c0'],
      events: ['e0'],
    });
  });
});
