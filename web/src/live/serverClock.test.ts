import { describe, expect, it } from 'vitest';
import { ServerClock } from './serverClock.ts';

describe('ServerClock', () => {
  it('knows nothing before the first ping', () => {
    expect(new ServerClock().offset).toBeNull();
  });

  it('takes the median, so that one slow answer does not move it', () => {
    const clock = new ServerClock();
    for (const delay of [10, 12, 900, 8, 14])
      clock.add({ sent: 1000, answered: 1000 + delay, serverTime: 51_000 });
    expect(clock.offset).toBeCloseTo(50_000 - 6, 0);
  });

  it('forgets all but the last five', () => {
    const clock = new ServerClock();
    for (let turn = 0; turn < 5; turn++) clock.add({ sent: 0, answered: 0, serverTime: 1000 });
    for (let turn = 0; turn < 5; turn++) clock.add({ sent: 0, answered: 0, serverTime: 5000 });
    expect(clock.offset).toBe(5000);
  });
});
