import { describe, expect, it } from 'vitest';
import { brokenBars } from './bars.ts';
import type { SoakReport, TimedSample } from './soakWall.ts';

const sample = (minute: number, other: Partial<TimedSample> = {}): TimedSample => ({
  minute,
  heapBytes: 20e6,
  nodes: 2000,
  listeners: 100,
  documents: 1,
  ...other,
});
const fine: SoakReport = {
  minutes: 60,
  eventsPerSecond: 20,
  events: 72_000,
  generatorBehindSeconds: 0,
  firstPictureMs: 1200,
  samples: [sample(10), sample(30), sample(59)],
  heapMegabytesPerHour: { value: 0.2, interval: [-0.1, 0.5] },
  framesPerSecond: 60,
  tasks: { over50: 3, over100: 0, longestMs: 80 },
  eventToPixelMs: { measured: 200, p50: 200, p95: 380, p99: 500 },
  errors: [],
};

describe('brokenBars', () => {
  it('are none of a wall that keeps still', () => {
    expect(brokenBars(fine, true)).toEqual([]);
  });

  it('know a heap that grows: by its slope in a long run, by the whole interval in a shorter one', () => {
    const growing = { value: 1.4, interval: [0.8, 2] } satisfies SoakReport['heapMegabytesPerHour'];
    expect(brokenBars({ ...fine, heapMegabytesPerHour: growing }, true)).toHaveLength(1);
    expect(brokenBars({ ...fine, minutes: 20, heapMegabytesPerHour: growing }, true)).toEqual([]);
    const surely = { value: 3, interval: [1.1, 5] } satisfies SoakReport['heapMegabytesPerHour'];
    expect(brokenBars({ ...fine, minutes: 20, heapMegabytesPerHour: surely }, true)).toHaveLength(1);
  });

  it('look at what a short run has grown by, and want three samples of any', () => {
    const steep = { value: 60, interval: [40, 80] } satisfies SoakReport['heapMegabytesPerHour'];
    const short = { ...fine, minutes: 2, heapMegabytesPerHour: steep };
    expect(brokenBars({ ...short, samples: [sample(1), sample(2, { heapBytes: 22e6 })] }, true)).toEqual([]);
    expect(brokenBars({ ...short, samples: [sample(1), sample(2, { heapBytes: 25e6 })] }, true)).toEqual([
      'The heap has grown by 5.0 MB.',
    ]);
    expect(brokenBars({ ...short, heapMegabytesPerHour: undefined }, true)).toHaveLength(1);
  });

  it('know nodes, listeners and documents that come to be more', () => {
    const more = (other: Partial<TimedSample>) =>
      brokenBars({ ...fine, samples: [sample(10), sample(30, other)] }, true);
    expect(more({ nodes: 2100 })).toEqual([]);
    expect(more({ nodes: 2101 })).toHaveLength(1);
    expect(more({ listeners: 106 })).toHaveLength(1);
    expect(more({ documents: 2 })).toHaveLength(1);
  });

  it('forgive no error on the console', () => {
    expect(brokenBars({ ...fine, errors: ['boom'] }, false)).toEqual(['The console has 1 errors.']);
  });

  it('hold times only where they are asked for', () => {
    const slow: SoakReport = {
      ...fine,
      firstPictureMs: 3100,
      tasks: { over50: 9, over100: 1, longestMs: 130 },
      eventToPixelMs: { measured: 200, p50: 300, p95: 700, p99: Infinity },
    };
    expect(brokenBars(slow, true)).toHaveLength(3);
    expect(brokenBars(slow, false)).toEqual([]);
    expect(brokenBars({ ...slow, eventsPerSecond: 1000 }, true)).toHaveLength(2);
  });
});
