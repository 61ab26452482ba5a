import type { WallHour, Yesterday } from '#contract/wall';

/** A point of a day: hours since midnight, and how many until then. */
export type CurvePoint = [hours: number, count: number];

export type CurveFigure = 'submitted' | 'concluded';

/** Today's count as it has grown up to now, over all regions. */
export function curveOfToday(
  hours: readonly WallHour[],
  figure: CurveFigure,
  now: { hour: number; minute: number },
): CurvePoint[] {
  const counts = new Array<number>(24).fill(0);
  for (const [, hour, submitted, concluded] of hours)
    counts[hour] = (counts[hour] ?? 0) + (figure === 'submitted' ? submitted : concluded);
  const points = grown(counts);
  const last = points[now.hour + 1]?.[1] ?? 0;
  return [...points.slice(0, now.hour + 1), [now.hour + now.minute / 60, last]];
}

/** Yesterday's, to its end. */
export function curveOfYesterday(yesterday: Yesterday, figure: CurveFigure): CurvePoint[] {
  const counts = new Array<number>(24).fill(0);
  for (const [hour, submitted, concluded] of yesterday.hours)
    counts[hour] = figure === 'submitted' ? submitted : concluded;
  return grown(counts);
}

function grown(counts: readonly number[]): CurvePoint[] {
  let sum = 0;
  return [[0, 0], ...counts.map((count, hour): CurvePoint => [hour + 1, (sum += count)])];
}

/** An SVG path in a box of 24 × 100, `top` at its upper edge; empty without points. */
export function curvePath(points: readonly CurvePoint[], top: number): string {
  const place = ([hours, count]: CurvePoint) =>
    `${Math.round(hours * 100) / 100} ${Math.round(1000 - (count / Math.max(1, top)) * 1000) / 10}`;
  return points.length === 0 ? '' : `M${points.map(place).join('L')}`;
}
