import { describe, expect, it } from 'vitest';
import { age } from './age.ts';

describe('age', () => {
  it('is one whole number of its largest unit and never negative', () => {
    expect(age(-500)).toEqual({ unit: 'seconds', value: 0 });
    expect(age(99_999)).toEqual({ unit: 'seconds', value: 99 });
    expect(age(100_000)).toEqual({ unit: 'minutes', value: 1 });
    expect(age(47 * 60_000)).toEqual({ unit: 'minutes', value: 47 });
    expect(age(26 * 3_600_000)).toEqual({ unit: 'hours', value: 26 });
    expect(age(72 * 3_600_000)).toEqual({ unit: 'days', value: 3 });
  });
});
