import { describe, expect, it } from 'vitest';
import { localClock } from './localClock.ts';

describe('localClock', () => {
  const at = Date.parse('2026-10-15T16:30:08Z');

  it('gives day, weekday and time of the office zone, not of this machine', () => {
    expect(localClock(at, 'Asia/Shanghai', 'zh')).toEqual({
      day: '2026-10-16',
      weekday: '周五',
      hour: 0,
      minute: '00:30',
      second: '00:30:08',
    });
    expect(localClock(at, 'America/New_York', 'en')).toMatchObject({
      day: '2026-10-15',
      weekday: 'Thu',
      hour: 12,
    });
  });
});
