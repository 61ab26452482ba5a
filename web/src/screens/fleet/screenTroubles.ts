import type { ScreenRow } from '#contract/screen';
import { isReadable, seenCanvas } from './readingCheck.ts';

/** What can be wrong with a screen, the worst first. */
export const screenTroubles = ['away', 'link', 'frames', 'heap', 'clock', 'build', 'small'] as const;
export type ScreenTrouble = (typeof screenTroubles)[number];

/** A picture that turns so slowly stands still for who looks at it. */
const fewestFrames = 10;
/** The screen itself reloads at 80 %. */
const fullHeap = 0.7;
const wrongClock = 60_000;

/** What is wrong with a screen that was not revoked. */
export function troublesOf({ connected, report, build, settings }: ScreenRow): ScreenTrouble[] {
  if (!connected) return ['away'];
  if (!report) return [];
  const { heapBytes, heapLimitBytes, clockOffset } = report;
  const canvas = seenCanvas(settings, report);
  const isFull =
    heapBytes !== null &&
    heapLimitBytes !== null &&
    heapLimitBytes > 0 &&
    heapBytes / heapLimitBytes >= fullHeap;
  const found: Record<ScreenTrouble, boolean> = {
    away: false,
    link: report.link !== 'live',
    frames: report.framesPerSecond < fewestFrames,
    heap: isFull,
    clock: clockOffset !== null && Math.abs(clockOffset) > wrongClock,
    build: report.build !== build,
    small: canvas !== null && !isReadable(settings.profile, canvas),
  };
  return screenTroubles.filter((trouble) => found[trouble]);
}

/** The worst first, revoked ones last; equals by name. */
export function worstFirst(rows: readonly ScreenRow[]): ScreenRow[] {
  const ranked = rows.map((row) => ({ row, rank: rankOf(row) }));
  ranked.sort((a, b) => a.rank - b.rank || byName(a.row, b.row));
  return ranked.map(({ row }) => row);
}

/** The same order wherever screens are listed by name. */
export const byName = (a: ScreenRow, b: ScreenRow): number =>
  a.name === b.name ? a.screenId - b.screenId : a.name < b.name ? -1 : 1;

function rankOf(row: ScreenRow): number {
  if (row.revokedAt !== null) return screenTroubles.length + 1;
  const [worst] = troublesOf(row);
  return worst ? screenTroubles.indexOf(worst) : screenTroubles.length;
}
