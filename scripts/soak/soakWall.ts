import { setTimeout as sleep } from 'node:timers/promises';
import { benchServer } from '../bench/benchServer.ts';
import type { BenchServer } from '../bench/benchServer.ts';
import { eventToPixel, quantile } from './eventToPixel.ts';
import { startFeed } from './feed.ts';
import { lifeBefore } from './lifeBefore.ts';
import { slope, type Slope } from './slope.ts';
import { wallPage, type Sample, type WallPage } from './wallPage.ts';

export interface SoakOptions {
  /** Of pages turning. */
  minutes: number;
  eventsPerSecond: number;
  /** Of each page. */
  dwellSeconds: number;
  /** Whether event to pixel is measured too, for a minute on the overview alone. */
  latency: boolean;
  /** Hears of each sample as it is taken. */
  onSample(sample: TimedSample): void;
}

/** A sample a cycle of the playlist, on the overview, and how many minutes after the wall was opened it was taken. */
export interface TimedSample extends Sample {
  minute: number;
}

export interface SoakReport {
  minutes: number;
  eventsPerSecond: number;
  events: number;
  generatorBehindSeconds: number;
  firstPictureMs: number;
  /** After the warm-up: a sixth of the run, ten minutes at most. */
  samples: TimedSample[];
  heapMegabytesPerHour: Slope | undefined;
  framesPerSecond: number;
  /** After the first five seconds. */
  tasks: { over50: number; over100: number; longestMs: number };
  eventToPixelMs: { measured: number; p50: number; p95: number; p99: number } | undefined;
  errors: string[];
}

const loadMs = 5000;

/** A wall of the demo city in real Chromium whose pages turn while events come in at a steady rate. */
export async function soakWall(options: SoakOptions): Promise<SoakReport> {
  const server = await benchServer({ BENCH_JOBS: 'yes', DUBAN_TIMEZONE: morningZone(Date.now()) });
  try {
    await lifeBefore(server);
    const wall = await wallPage(server, options.dwellSeconds);
    try {
      const turning = await turnPages(server, wall, options);
      return {
        ...turning,
        eventToPixelMs: options.latency ? await pixels(server, wall, options) : undefined,
        errors: wall.errors,
      };
    } finally {
      await wall.close();
    }
  } finally {
    await server.close();
  }
}

/** An office zone in which it is between nine and ten now: figures of the day do not begin anew while they are watched. */
function morningZone(now: number): string {
  const hours = 9 - new Date(now).getUTCHours();
  // the names of these zones count westwards
  return hours === 0 ? 'Etc/GMT' : hours > 0 ? `Etc/GMT-${hours}` : eastOf(hours);
}

/** From UTC−12 on there is no zone further west: the same hour of the day after. */
const eastOf = (hours: number): string => (hours < -12 ? `Etc/GMT-${hours + 24}` : `Etc/GMT+${-hours}`);

async function turnPages(
  server: BenchServer,
  wall: WallPage,
  { minutes, eventsPerSecond, onSample }: SoakOptions,
): Promise<Omit<SoakReport, 'eventToPixelMs' | 'errors'>> {
  const feed = startFeed(server, { rate: eventsPerSecond, prefix: 'S' });
  const began = performance.now();
  const firstPictureMs = await wall.open();
  const samples: TimedSample[] = [];
  const frames: number[] = [];
  const minute = (): number => (performance.now() - began) / 60_000;
  const steady = (): TimedSample[] => samples.filter((sample) => sample.minute >= Math.min(10, minutes / 6));
  while (minute() < minutes || steady().length < 3) {
    await wall.hold();
    await wall.calm();
    const sample = { minute: Math.round(minute() * 100) / 100, ...(await wall.sample()) };
    samples.push(sample);
    onSample(sample);
    await wall.letGo();
    frames.push(await wall.framesPerSecond());
  }
  const tasks = await wall.longTasks(loadMs);
  await feed.stop();
  return {
    minutes: Math.round(minute() * 100) / 100,
    eventsPerSecond,
    events: feed.events(),
    generatorBehindSeconds: feed.behind(),
    firstPictureMs: Math.round(firstPictureMs),
    samples: steady(),
    heapMegabytesPerHour: slope(steady().map((sample) => [sample.minute / 60, sample.heapBytes / 1e6])),
    framesPerSecond: quantile(
      frames.toSorted((a, b) => a - b),
      0.5,
    ),
    tasks: {
      over50: tasks.length,
      over100: tasks.filter((ms) => ms > 100).length,
      longestMs: Math.round(Math.max(0, ...tasks)),
    },
  };
}

async function pixels(
  server: BenchServer,
  wall: WallPage,
  { eventsPerSecond }: SoakOptions,
): Promise<SoakReport['eventToPixelMs']> {
  await wall.open();
  await wall.hold();
  await sleep(loadMs);
  const before = (await wall.painted()).at(-1)?.[0] ?? NaN;
  const feed = startFeed(server, { rate: eventsPerSecond, prefix: 'P' });
  await sleep(60_000);
  await feed.stop();
  await sleep(3000);
  const latencies = eventToPixel(await feed.submissions(), await wall.painted(), before);
  const share = (part: number): number => Math.round(quantile(latencies, part));
  return { measured: latencies.length, p50: share(0.5), p95: share(0.95), p99: share(0.99) };
}
