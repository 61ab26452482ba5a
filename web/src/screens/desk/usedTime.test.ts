import { describe, expect, it } from 'vitest';
import type { CaseClockLine } from '../../api/caseClocks.ts';
import { spokenLimit, usedBar } from './usedTime.ts';

const day = 86_400_000;
const line = (allowed: number, used: number, daysOver = 0) => ({
  limit: { value: allowed, unit: 'workday' as const },
  allowed: allowed * day,
  used: used * day,
  dueAt: '2026-10-14T16:00:00.000Z',
  daysOver,
});
const clock = (
  promised: CaseClockLine['promised'],
  statutory: CaseClockLine['statutory'],
): CaseClockLine => ({
  caseId: 'A',
  concludedAt: null,
  promised,
  statutory,
  suspended: 0,
});

describe('the bar of a row', () => {
  it('fills up to the limit, which stands where it always stands', () => {
    expect(usedBar(clock(line(5, 2.5), null))).toEqual({
      used: 0.5 / 1.4,
      over: 0,
      limit: 1 / 1.4,
      level: 'normal',
    });
  });

  it('shows the slightest delay, and a long one no longer than there is room', () => {
    expect(usedBar(clock(line(5, 5.01, 1), line(10, 5.01)))).toMatchObject({
      over: 0.06 / 1.4,
      level: 'yellow',
    });
    expect(usedBar(clock(line(5, 90, 85), line(10, 90, 80)))).toMatchObject({
      over: 0.4 / 1.4,
      level: 'red',
    });
  });

  it('is missing where there is no limit, or none that lasts', () => {
    expect(usedBar(clock(null, null))).toBeNull();
    expect(usedBar(clock(line(0, 0), null))).toBeNull();
  });
});

describe('the limit a row speaks of', () => {
  it('is the law once that is broken, before it the promise', () => {
    expect(spokenLimit(clock(line(5, 6, 1), line(10, 6)))?.kind).toBe('promised');
    expect(spokenLimit(clock(line(5, 12, 7), line(10, 12, 2)))?.kind).toBe('statutory');
    expect(spokenLimit(clock(null, line(10, 2)))?.kind).toBe('statutory');
    expect(spokenLimit(clock(null, null))).toBeNull();
  });
});
