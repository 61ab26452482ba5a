import type { SoakReport, TimedSample } from './soakWall.ts';

/** Below this a page's code is still being compiled and its caches filled: growth says more than a slope. */
const shortMinutes = 10;
/** From here on the slope itself is known well enough. */
const longMinutes = 30;

/**
 * The sentences of the bars that a run has broken.
 * 1. Heap after collection: at most 1 MB/h; a run under 30 minutes breaks it only when its 95 % interval does; one under
 *    10 minutes when it has grown by more than 4 MB.
 * 2. Nodes and listeners, always at the same point of the playlist: within 5 % of each other; one document.
 * 3. No error on the console.
 * 4. `timings`: no task over 100 ms after loading, first picture within 3 s, event to pixel p95 within 600 ms at up to
 *    20 events/s and within 1 s above. Not for machines that others use at the same time.
 */
export function brokenBars(report: SoakReport, timings: boolean): string[] {
  return [
    ...heapBar(report),
    ...constantBar(report.samples, 'nodes'),
    ...constantBar(report.samples, 'listeners'),
    ...(report.samples.some(({ documents }) => documents !== report.samples[0]?.documents)
      ? ['The number of documents changed.']
      : []),
    ...(report.errors.length > 0 ? [`The console has ${report.errors.length} errors.`] : []),
    ...(timings ? timingBars(report) : []),
  ];
}

function heapBar({ samples, minutes, heapMegabytesPerHour }: SoakReport): string[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || !heapMegabytesPerHour) return ['There are fewer than three samples.'];
  const grown = (last.heapBytes - first.heapBytes) / 1e6;
  if (minutes < shortMinutes) return grown > 4 ? [`The heap has grown by ${grown.toFixed(1)} MB.`] : [];
  const { value, interval } = heapMegabytesPerHour;
  const least = minutes < longMinutes ? interval[0] : value;
  return least > 1 ? [`The heap grows by ${value.toFixed(2)} MB/h.`] : [];
}

function constantBar(samples: readonly TimedSample[], name: 'nodes' | 'listeners'): string[] {
  const values = samples.map((sample) => sample[name]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return most > least * 1.05
    ? [`There are between ${least} and ${most} ${name} at the same point of the playlist.`]
    : [];
}

function timingBars({ tasks, firstPictureMs, eventToPixelMs, eventsPerSecond }: SoakReport): string[] {
  const pixelMs = eventsPerSecond <= 20 ? 600 : 1000;
  return [
    ...(tasks.over100 > 0
      ? [`${tasks.over100} tasks took over 100 ms, the longest ${tasks.longestMs}.`]
      : []),
    ...(firstPictureMs > 3000 ? [`The first picture took ${firstPictureMs} ms.`] : []),
    // the negation also refuses what was not measured
    ...(eventToPixelMs && !(eventToPixelMs.p95 <= pixelMs)
      ? [`From event to pixel p95 is ${eventToPixelMs.p95} ms.`]
      : []),
  ];
}
