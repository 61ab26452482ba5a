import type { FollowupState } from '#contract/wall';
import { describe, expect, it } from 'vitest';
import { hasNoFollowup, stateTiles, waiting } from './stateTiles.ts';

const state = (status: FollowupState['status'], extra: Partial<FollowupState> = {}): FollowupState => ({
  ...{ status, count: 0, overdue: 0, red: 0, yellow: 0, query: 0, limitDays: 1, moved: 0 },
  ...extra,
});

describe('the states of follow-up', () => {
  it('show what is to be mended as one, whether or not somebody has begun', () => {
    const states = [
      state('replied', { count: 1, query: 1 }),
      state('confirmed', { count: 3, overdue: 1, red: 2, yellow: 1, moved: 5, limitDays: 10 }),
      state('rectifying', { count: 4, overdue: 2, red: 1, yellow: 3, moved: 2, limitDays: 10 }),
    ];
    const [, mending, ...others] = stateTiles({ states });
    expect(others).toEqual([]);
    expect(mending).toMatchObject({
      status: 'rectifying',
      count: 7,
      overdue: 3,
      red: 3,
      yellow: 4,
      moved: 2,
    });
  });

  it('measure their bars by the fullest, the gravest first, and leave nothing out', () => {
    const tiles = stateTiles({
      states: [
        state('raised', { count: 10, red: 1, query: 6 }),
        state('sent', { count: 5, yellow: 5 }),
        state('replied'),
      ],
    });
    expect(tiles.map(({ parts }) => parts.map(({ level, count, share }) => [level, count, share]))).toEqual([
      [
        ['red', 1, 0.1],
        ['query', 6, 0.6],
        ['notice', 3, 0.3],
      ],
      [['yellow', 5, 0.5]],
      [],
    ]);
  });

  it('are worth no page when nothing waits and nothing was closed this month', () => {
    const none = { states: [state('raised')], closed: { today: 0, month: 0 } };
    expect(waiting(none)).toBe(0);
    expect(hasNoFollowup(none)).toBe(true);
    expect(hasNoFollowup({ ...none, closed: { today: 0, month: 1 } })).toBe(false);
    expect(hasNoFollowup({ ...none, states: [state('sent', { count: 1 })] })).toBe(false);
  });
});
