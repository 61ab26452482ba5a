/** A change of the feed that brought a case's submission, and when the first byte of its POST went out (ms). */
export interface Submission {
  seq: number;
  sentAt: number;
}
/** A value of the figure "received today" and when it was painted (ms, the same clock), in order of time. */
export type Painted = [value: number, at: number];

/**
 * From the first byte of the POST to the frame in which the figure that contains the event is painted, ms, sorted, of
 * every submission. The figure contains an event of number `seq` once it is `before` plus all submissions up to
 * `seq`: numbers are given in the order of commits, and a wall applies them in that order. Infinity: never painted.
 */
export function eventToPixel(
  submissions: readonly Submission[],
  painted: readonly Painted[],
  before: number,
): number[] {
  const inOrder = submissions.toSorted((a, b) => a.seq - b.seq);
  const latencies: number[] = [];
  let at = 0;
  for (const [index, { seq, sentAt }] of inOrder.entries()) {
    // of one transaction all are painted at once
    let last = index;
    while (inOrder[last + 1]?.seq === seq) last += 1;
    while (at < painted.length && (painted[at]?.[0] ?? 0) < before + last + 1) at += 1;
    latencies.push((painted[at]?.[1] ?? Infinity) - sentAt);
  }
  return latencies.sort((a, b) => a - b);
}

/** What a share of sorted values does not exceed; NaN of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
