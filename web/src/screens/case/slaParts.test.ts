import { describe, expect, it } from 'vitest';
import type { CaseExplanation, CountedDay } from '#contract/explanation';
import { slaParts } from './slaParts.ts';

type Clock = CaseExplanation['clocks'][number];

/** `s` start, `c` counted, `x` suspended, `o` off; a capital is the due day; behind `|` is still ahead. */
function clock(pattern: string): Clock {
  const kinds: Record<string, CountedDay['kind']> = { s: 'start', c: 'counted', x: 'suspended', o: 'off' };
  const [past = '', ahead = ''] = pattern.split('|');
  const days = [...past, ...ahead].map((sign, index) => ({
    day: `2026-10-${String(index + 1).padStart(2, '0')}`,
    kind: kinds[sign.toLowerCase()]!,
    counted: 0,
    used: 0,
    due: sign !== sign.toLowerCase(),
    ahead: index >= past.length,
  }));
  return { days } as unknown as Clock;
}

describe('the bar of the limits', () => {
  it('shows the case of the mock: three days, three suspended, two, one over, what the law leaves', () => {
    // accepted 09-28, promise of 5 with 3 days credited, law of 7
    const promised = clock('sccoooooooocxxoxcCc');
    const statutory = clock('sccoooooooocxxoxccc|C');
    expect(slaParts(promised, statutory)).toEqual({
      parts: [
        { kind: 'used', days: 3 },
        { kind: 'suspended', days: 3 },
        { kind: 'used', days: 2 },
        { kind: 'over_promise', days: 1 },
        { kind: 'left_by_law', days: 1 },
      ],
      days: 10,
      promisedDue: 8,
      statutoryDue: 10,
    });
  });

  it('turns red past the law', () => {
    expect(slaParts(undefined, clock('scCccc'))?.parts).toEqual([
      { kind: 'used', days: 2 },
      { kind: 'over_law', days: 3 },
    ]);
  });

  it('shows what is left before a promise ends', () => {
    expect(slaParts(clock('sc|ccoC'), undefined)?.parts).toEqual([
      { kind: 'used', days: 1 },
      { kind: 'left', days: 3 },
    ]);
  });

  it('is missing without limits and on the first day of one', () => {
    expect(slaParts(undefined, undefined)).toBeNull();
    expect(slaParts(clock('s'), undefined)).toBeNull();
  });
});
