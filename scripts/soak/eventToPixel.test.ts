import { describe, expect, it } from 'vitest';
import { eventToPixel, quantile } from './eventToPixel.ts';

describe('eventToPixel', () => {
  it('waits for the frame whose figure has counted every submission up to the event’s own', () => {
    const submissions = [
      { seq: 12, sentAt: 1000 },
      { seq: 10, sentAt: 900 },
    ];
    expect(
      eventToPixel(
        submissions,
        [
          [100, 950],
          [101, 1200],
          [102, 1500],
        ],
        100,
      ),
    ).toEqual([300, 500]);
  });

  it('counts submissions of one transaction together', () => {
    const submissions = [
      { seq: 10, sentAt: 0 },
      { seq: 10, sentAt: 0 },
      { seq: 10, sentAt: 0 },
    ];
    expect(eventToPixel(submissions, [[3, 250]], 0)).toEqual([250, 250, 250]);
  });

  it('says that an event was never painted', () => {
    expect(eventToPixel([{ seq: 1, sentAt: 0 }], [[0, 10]], 0)).toEqual([Infinity]);
  });
});

describe('quantile', () => {
  it('is a value that so many do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(quantile(values, 0.95)).toBe(95);
    expect(quantile([7], 0.95)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
