import type { ScreenReport } from '#contract/screen';
import { ownBuild } from '../api/builds.ts';
import { heapOf } from '../format/heapOf.ts';
import { useClock } from '../stores/clock.ts';
import { useScreen } from '../stores/screen.ts';
import { useWall } from '../stores/wall.ts';

/** What this screen says of itself just now. */
export function screenReport(framesPerSecond: number): ScreenReport {
  const screen = useScreen();
  const wall = useWall();
  const heap = heapOf(performance);
  return {
    page: wall.state === null ? null : screen.page,
    pinned: screen.pinned !== null,
    build: ownBuild,
    width: innerWidth,
    height: innerHeight,
    ratio: devicePixelRatio,
    framesPerSecond,
    heapBytes: heap?.used ?? null,
    heapLimitBytes: heap?.limit ?? null,
    dataTime: wall.dataTime === null ? null : new Date(wall.dataTime).toISOString(),
    link: wall.link,
    clockOffset: Math.round(Date.now() - performance.now() - useClock().offset),
  };
}
