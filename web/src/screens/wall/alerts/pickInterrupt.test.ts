import { describe, expect, it } from 'vitest';
import { flag } from '../../../testing/wallState.ts';
import { pickInterrupt } from './pickInterrupt.ts';

const red = (flagId: number, daysOver: number) => flag(flagId, { severity: 'red', facts: { daysOver } });

describe('pickInterrupt', () => {
  it('is the one with most days over, and says how many came with it', () => {
    expect(pickInterrupt([red(1, 6), red(2, 21), red(3, 7)], 0, null)).toMatchObject({
      flag: { flagId: 2 },
      others: 2,
    });
  });

  it('is the newest of equals, also where the rule counts no days', () => {
    expect(
      pickInterrupt([flag(1, { severity: 'red' }), flag(2, { severity: 'red' })], 0, null),
    ).toMatchObject({ flag: { flagId: 2 } });
  });

  it('puts the law before a promise, and counts one case once', () => {
    const promise = flag(1, { severity: 'red', caseId: 'a', facts: { daysOver: 30 } });
    const law = flag(2, { severity: 'red', rule: 'TIM-03', caseId: 'a', facts: { daysOver: 10 } });
    expect(pickInterrupt([promise, law], 0, null)).toEqual({ flag: law, others: 0 });
    expect(pickInterrupt([promise, law, red(3, 7), red(3, 8)], 0, null)).toMatchObject({ others: 1 });
  });

  it('is none within five minutes of the last', () => {
    expect(pickInterrupt([red(1, 6)], 299_999, 0)).toBeNull();
    expect(pickInterrupt([red(1, 6)], 300_000, 0)).not.toBeNull();
  });

  it('is none where nothing is red', () => {
    expect(pickInterrupt([], 0, null)).toBeNull();
  });
});
