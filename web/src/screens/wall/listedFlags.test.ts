import { describe, expect, it } from 'vitest';
import { flag } from '../../testing/wallState.ts';
import { listedFlags } from './listedFlags.ts';

const ids = (flags: ReturnType<typeof listedFlags>) => flags.map((each) => each.flagId);

describe('listedFlags', () => {
  it('leave out the broken promise of a case that also breaks the law', () => {
    const law = flag(1, { rule: 'TIM-03', severity: 'red', caseId: 'x' });
    expect(ids(listedFlags([law, flag(2, { caseId: 'x' }), flag(3, { caseId: 'y' })]))).toEqual([1, 3]);
  });

  it('keep it when the other flag was withdrawn', () => {
    const law = flag(1, { rule: 'TIM-03', caseId: 'x', status: 'withdrawn' });
    expect(ids(listedFlags([law, flag(2, { caseId: 'x' })]))).toEqual([1, 2]);
  });
});
