import fc from 'fast-check';
import { expect, it } from 'vitest';
import { waitForRoom } from './rateLimits.ts';

const feishu = [
  { count: 5, windowMs: 1000 },
  { count: 100, windowMs: 60_000 },
];

it('lets a message go at once while there is room', () => {
  expect(waitForRoom(feishu, [], 0)).toBe(0);
  expect(waitForRoom(feishu, [9400, 9500, 9600, 9700], 10_000)).toBe(0);
});

it('waits until the fifth last message is a second old', () => {
  expect(waitForRoom(feishu, [9400, 9500, 9600, 9700, 9800], 10_000)).toBe(400);
});

it('whoever waits as told never sends more than the limit in any window', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 300 }), (pauses) => {
      const sent: number[] = [];
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        now += waitForRoom(feishu, sent, now);
        sent.push(now);
      }
      for (const { count, windowMs } of feishu)
        for (const [i, at] of sent.entries())
          expect((sent[i + count] ?? Infinity) - at).toBeGreaterThanOrEqual(windowMs);
    }),
  );
});
